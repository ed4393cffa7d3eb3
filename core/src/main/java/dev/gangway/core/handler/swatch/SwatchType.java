package dev.gangway.core.handler.swatch;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Tells Magento 2 what kind a swatch is, and that it is one of all stores: OpenMage tells by the value and has no others. */
public record SwatchType(String field) implements Handler {
    private static final String EMPTY = "3";
    private static final String TEXT = "0";
    private static final String COLOUR = "1";
    private static final String IMAGE = "2";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text("value");
        row.set(field, value == null || value.isEmpty() ? EMPTY : kind(value));
        row.set("store_id", "0");
    }

    private static String kind(String value) {
        return switch (value.charAt(0)) {
            case '#' -> COLOUR;
            case '/' -> IMAGE;
            default -> TEXT;
        };
    }

    /** Makes {@link SwatchType}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Swatch\\Type", "Tells the kind of a swatch by its value.")
                    .example("value=#ff0000", "", "1")
                    .example("value=/red.png", "", "2");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SwatchType(binding.field());
        }
    }
}
