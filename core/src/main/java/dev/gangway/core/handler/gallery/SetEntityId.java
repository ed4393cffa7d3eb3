package dev.gangway.core.handler.gallery;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.handler.store.SourceValue;
import dev.gangway.core.row.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sets the product of an image's label and position: the one that the image itself belongs to, or 0. */
public record SetEntityId(String field) implements Handler {
    private static final SourceValue PRODUCT = new SourceValue(
            "value_id", new Lookups.Key("catalog_product_entity_media_gallery", "value_id", "entity_id"));

    @Override
    public List<LookedUp> lookedUp() {
        return List.of(PRODUCT.lookedUp());
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        row.set(field, PRODUCT.findOrZero(row, context.lookups()));
    }

    @Override
    public void prefetch(Collection<Row> rows, Lookups lookups) {
        PRODUCT.prefetch(rows, lookups);
    }

    @Override
    public Optional<Lookups.Key> derivedFrom() {
        return Optional.of(PRODUCT.key());
    }

    /** Makes {@link SetEntityId}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Gallery\\SetEntityId", "Sets the product that an image belongs to.")
                    .example("value_id=7, image 7 belongs to product 3", "", "3")
                    .example("value_id=7, no such image", "", "0");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SetEntityId(binding.field());
        }
    }
}
