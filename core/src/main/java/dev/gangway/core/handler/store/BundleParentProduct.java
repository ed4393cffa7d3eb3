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
import java.util.Optional;

/** Sets the bundle product that an option's or selection's row belongs to, or 0. */
public record BundleParentProduct(String field, SourceValue product) implements Handler {

    @Override
    public List<LookedUp> lookedUp() {
        return List.of(product.lookedUp());
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        row.set(field, product.findOrZero(row, context.lookups()));
    }

    @Override
    public void prefetch(Collection<Row> rows, Lookups lookups) {
        product.prefetch(rows, lookups);
    }

    @Override
    public Optional<Lookups.Key> derivedFrom() {
        return Optional.of(product.key());
    }

    /** Makes {@link BundleParentProduct}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "BundleParentProduct", "Sets the bundle product that an option or selection belongs to.")
                    .required("parentField", "field of the row, and column of the look-up table, that are equal")
                    .required("documentWithProductId", "source table to look in")
                    .required("fieldWithProductId", "its column with the product's id")
                    .example("option_id=4, option 4 belongs to product 9", "", "9");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            String parentField = binding.required("parentField");
            var key = new Lookups.Key(
                    binding.required("documentWithProductId"), parentField, binding.required("fieldWithProductId"));
            return new BundleParentProduct(binding.field(), new SourceValue(parentField, key));
        }
    }
}
