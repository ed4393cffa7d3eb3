package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/**
 * Turns the product options of an order item into JSON, together with the serialized texts inside them: values of file options
 * and bundle selection attributes become JSON texts within the JSON. Broken options become NULL and are reported.
 *
 * <p>Deviations from the old tool: see {@link JsonConversion}; a broken inner text stays as it is and is reported, where the old
 * tool stopped (strict rejects the row).
 */
public record SalesOrderItem(String field, JsonConversion conversion) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object value = row.get(field);
        if (value == null) {
            return;
        }
        var inner = new OrderItemOptions(conversion, reason -> context.warn(field, reason));
        Outcome outcome = conversion.convert(value, inner::convert, reason -> context.warn(field, reason));
        if (outcome.kind() == Outcome.Kind.BROKEN) {
            row.set(field, null);
            context.warn(field, SerializeToJson.BROKEN);
        } else if (outcome.json() != null) {
            row.set(field, FieldValue.like(value, outcome.json()));
        }
    }

    /** Makes {@link SalesOrderItem}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "SerializeToJson\\SalesOrderItem",
                            "Turns product options of an order item into JSON, with the serialized texts inside them.")
                    .optional("ignoreBrokenData", "accepted and without effect, as in the old tool", "true")
                    .deviation(SerializeToJson.DEVIATION
                            + "; a broken text inside the options stays as it is (strict: the row is rejected)")
                    .example(
                            "",
                            "a:1:{s:27:\"bundle_selection_attributes\";s:24:\"a:1:{s:5:\"price\";d:100;}\";}",
                            "{\"bundle_selection_attributes\":\"{\\\"price\\\":100}\"}");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SalesOrderItem(binding.field(), SerializeToJson.conversion(binding));
        }
    }
}
