package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Turns a value into JSON if it is PHP-serialized; any other text stays as it is. */
public record SerializedText(String field) implements Handler {
    private static final JsonConversion CONVERSION = new JsonConversion(false);

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object value = row.get(field);
        if (value == null) {
            return;
        }
        Outcome outcome = CONVERSION.convert(value, reason -> context.warn(field, reason));
        String json = outcome.json();
        if (json != null) {
            row.set(field, FieldValue.like(value, json));
        }
    }

    /** Makes {@link SerializedText}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "SerializeToJson\\SerializedText",
                            "Turns a value into JSON if it is PHP-serialized; other text stays.")
                    .example("", "a:1:{s:4:\"some\";s:5:\"value\";}", "{\"some\":\"value\"}")
                    .example("", "PO 4711", "PO 4711");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SerializedText(binding.field());
        }
    }
}
