package dev.gangway.core.handler.design;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Leaves behind a theme of Magento 1, such as {@code rwd/default}; Magento 2 names themes by number and fails on others. */
public record Theme(String field) implements Handler {
    static final String LEFT = "a theme of Magento 1 was left behind";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String theme = row.text(field);
        if (theme == null || theme.isEmpty() || theme.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return;
        }
        row.set(field, null);
        context.warn(field, LEFT);
    }

    /** Makes {@link Theme}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Design\\Theme", "Replaces a theme of Magento 1 by NULL and reports it.")
                    .example("", "rwd/default", "NULL")
                    .example("", "3", "3");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new Theme(binding.field());
        }
    }
}
