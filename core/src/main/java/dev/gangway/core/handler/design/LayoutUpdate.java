package dev.gangway.core.handler.design;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.regex.Pattern;

/** Leaves behind layout instructions of Magento 1, which name its blocks and templates; comments alone are no loss. */
public record LayoutUpdate(String field) implements Handler {
    static final String LEFT = "a layout update of Magento 1 was left behind";

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String update = row.text(field);
        if (update == null) {
            return;
        }
        row.set(field, null);
        if (!COMMENT.matcher(update).replaceAll("").isBlank()) {
            context.warn(field, LEFT);
        }
    }

    /** Makes {@link LayoutUpdate}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Design\\LayoutUpdate",
                            "Replaces layout instructions of Magento 1 by NULL and reports them.")
                    .example("", "<reference name=\"left\"/>", "NULL");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new LayoutUpdate(binding.field());
        }
    }
}
