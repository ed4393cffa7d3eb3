package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;

/** Copies another field of the same row unless that one is falsy: row ids that start as entity ids. */
public record FieldCopy(String field, String from) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object value = row.get(from);
        if (!PhpText.isFalsy(value)) {
            row.set(field, value);
        }
    }

    /** Makes {@link FieldCopy}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "FieldCopy", "Copies another field of the same row unless it is NULL, empty or 0.")
                    .required("fieldCopy", "the other field")
                    .example("fieldCopy=entity_id, entity_id=5", "", "5");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new FieldCopy(binding.field(), binding.required("fieldCopy"));
        }
    }
}
