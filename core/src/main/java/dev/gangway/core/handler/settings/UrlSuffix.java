package dev.gangway.core.handler.settings;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Puts the point in front of a URL suffix that Magento 1 adds by itself. */
public record UrlSuffix(String field) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        if (value != null && !value.isEmpty() && !value.startsWith(".")) {
            row.set(field, "." + value);
        }
    }

    /** Makes {@link UrlSuffix}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Settings\\UrlSuffix", "Puts a point in front of a URL suffix without one.")
                    .example("", "html", ".html")
                    .example("", ".htm", ".htm");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new UrlSuffix(binding.field());
        }
    }
}
