package dev.gangway.core.handler.merchandiser;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.row.Row;

/** Renumbers where new products are inserted; a row with another mode than 1 or 2 is rejected. */
public record InsertMode(String field) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String mode = row.text(field);
        if ("1".equals(mode)) {
            row.set(field, "0");
        } else if ("2".equals(mode)) {
            row.set(field, "1");
        } else {
            throw new RowRejectedException("Field " + field + " of " + row.document() + " is neither 1 nor 2");
        }
    }

    /** Makes {@link InsertMode}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("VisualMerchandiser\\InsertMode", "Renumbers where new products are inserted.")
                    .example("", "1", "0")
                    .example("", "2", "1");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new InsertMode(binding.field());
        }
    }
}
