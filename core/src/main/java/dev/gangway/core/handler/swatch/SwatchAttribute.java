package dev.gangway.core.handler.swatch;

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

/** Marks the attributes whose options have swatches: without the mark Magento 2 shows a list instead. */
public record SwatchAttribute(String field, boolean hasSwatches) implements Handler {
    private static final String SWATCHES = "eav_attribute_option_swatch";
    private static final Lookups.Key ATTRIBUTE = new Lookups.Key("eav_attribute_option", "option_id", "attribute_id");
    private static final String MARK = "{\"swatch_input_type\":\"visual\",\"update_product_preview_image\":\"0\","
            + "\"use_product_image_for_swatch\":\"0\"}";

    @Override
    public void prefetch(Collection<Row> rows, Lookups lookups) {
        if (hasSwatches) {
            lookups.prefetch(ATTRIBUTE, options(lookups));
        }
    }

    private static List<String> options(Lookups lookups) {
        return lookups.all(SWATCHES).stream()
                .map(swatch -> String.valueOf(swatch.text("option_id")))
                .toList();
    }

    @Override
    public List<LookedUp> lookedUp() {
        return hasSwatches
                ? List.of(
                        LookedUp.whole(SWATCHES, "option_id"),
                        LookedUp.whole("eav_attribute_option", "option_id", "attribute_id"))
                : List.of();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String attribute = row.text("attribute_id");
        if (hasSwatches
                && attribute != null
                && row.get(field) == null
                && options(context.lookups()).stream()
                        .anyMatch(option -> attribute.equals(context.lookups().find(ATTRIBUTE, option)))) {
            row.set(field, MARK);
        }
    }

    /** Makes {@link SwatchAttribute}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Swatch\\Attribute", "Marks attributes whose options have swatches.");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SwatchAttribute(
                    binding.field(), binding.environment().sourceSchema().has(SWATCHES));
        }
    }
}
