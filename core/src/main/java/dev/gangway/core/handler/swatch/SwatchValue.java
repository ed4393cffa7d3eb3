package dev.gangway.core.handler.swatch;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Makes the file of a swatch that is an image its value; the file itself must be brought to {@code media/attribute/swatch}. */
public record SwatchValue(String field) implements Handler {
    static final String FILE = "the image of a swatch must be copied to media/attribute/swatch of Magento 2";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String file = row.text("filename");
        if (file != null && !file.isBlank()) {
            row.set(field, file.startsWith("/") ? file : "/" + file);
            context.warn(field, FILE);
        }
    }

    /** Makes {@link SwatchValue}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Swatch\\Value", "Makes the file of a swatch that is an image its value.")
                    .example("filename=red.png", "NULL", "/red.png");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SwatchValue(binding.field());
        }
    }
}
