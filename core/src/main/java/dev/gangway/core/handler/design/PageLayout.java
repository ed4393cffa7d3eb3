package dev.gangway.core.handler.design;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.Map;
import java.util.Set;

/** Gives page layouts their names of Magento 2; a layout that Magento 2 does not have becomes NULL, the shop's own. */
public record PageLayout(String field, boolean onlyReports) implements Handler {
    static final String LEFT = "a page layout that Magento 2 does not have was left behind";

    private static final Map<String, String> NAMES = Map.of(
            "one_column", "1column",
            "two_columns_left", "2columns-left",
            "two_columns_right", "2columns-right",
            "three_columns", "3columns");
    private static final Set<String> OF_BOTH =
            Set.of("", "empty", "1column", "2columns-left", "2columns-right", "3columns");

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String layout = row.text(field);
        if (layout == null || (OF_BOTH.contains(layout) && !onlyReports)) {
            return;
        }
        String name = NAMES.get(layout);
        if (!onlyReports) {
            row.set(field, name);
        }
        if (name == null && !layout.isEmpty()) {
            context.warn(field, LEFT);
        }
    }

    /** Makes {@link PageLayout}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Design\\PageLayout", "Gives page layouts their names of Magento 2.")
                    .optional(
                            "onlyReports",
                            "`true`: values stay, and those that are not one of Magento 1's four layouts are reported",
                            "layouts without counterpart become NULL and are reported")
                    .example("", "two_columns_left", "2columns-left")
                    .example("", "empty", "empty")
                    .example("", "vendor_wide", "NULL");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new PageLayout(binding.field(), "true".equals(binding.optional("onlyReports")));
        }
    }
}
