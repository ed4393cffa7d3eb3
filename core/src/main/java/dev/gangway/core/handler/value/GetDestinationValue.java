package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Keeps the value that the target row already has. */
public record GetDestinationValue(String field, boolean nullToo) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object known = opposite.get(field);
        if (known != null || nullToo) {
            row.set(field, known);
        }
    }

    /** Makes {@link GetDestinationValue}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("GetDestinationValue", "Keeps the value that the target row already has.")
                    .optional("setNullIfEmpty", "`true`: a NULL of the target row is kept too", "false")
                    .example("target row has customer", "customer/entity", "customer");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new GetDestinationValue(binding.field(), "true".equals(binding.optional("setNullIfEmpty")));
        }
    }
}
