package dev.gangway.core.handler.store;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Row;
import java.util.Collection;
import java.util.List;

/** Sets the store of an item of a multi-address quote: the one of the quote item it stands for, or 0. */
public record QuoteMultiAddressStoreId(String field) implements Handler {
    private static final SourceValue STORE =
            new SourceValue("quote_item_id", new Lookups.Key("sales_flat_quote_item", "item_id", "store_id"));

    @Override
    public List<LookedUp> lookedUp() {
        return List.of(STORE.lookedUp());
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        row.set(field, STORE.findOrZero(row, context.lookups()));
    }

    @Override
    public void prefetch(Collection<Row> rows, Lookups lookups) {
        STORE.prefetch(rows, lookups);
    }

    /** Makes {@link QuoteMultiAddressStoreId}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("QuoteMultiAddressStoreId", "Sets the store of a multi-address quote's item.")
                    .example("quote_item_id=5, quote item 5 is of store 2", "", "2");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new QuoteMultiAddressStoreId(binding.field());
        }
    }
}
