package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Puts a text in front of every value; NULL becomes that text alone. */
public record AddPrefix(String field, String prefix) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        row.set(field, value == null ? prefix : prefix + value);
    }

    /** Makes {@link AddPrefix}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("AddPrefix", "Puts a text in front of every value.")
                    .required("prefix", "the text")
                    .example("prefix=m1_", "shoe", "m1_shoe")
                    .example("prefix=m1_", "NULL", "m1_");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new AddPrefix(binding.field(), binding.required("prefix"));
        }
    }
}
