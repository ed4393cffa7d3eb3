package dev.gangway.core.handler.settings;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Clears the configured root category when it is Magento's own (2), because Magento 2 then finds it by itself. */
public record CategoryRootId(String field) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        if ("2".equals(row.text(field))) {
            row.set(field, null);
        }
    }

    /** Makes {@link CategoryRootId}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Settings\\CategoryRootId", "Clears the root category when it is the default one.")
                    .example("", "2", "NULL")
                    .example("", "3", "3");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new CategoryRootId(binding.field());
        }
    }
}
