package dev.gangway.core.handler.merchandiser;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;

/**
 * Makes sure that SKU is in the list of attributes that merchandisers see. Strict does not notice it in first place and writes a
 * comma in front of it when the list is empty, as the old tool does.
 */
public record Attribute(String field, boolean strict) implements Handler {
    private static final String SKU = "SKU";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        String list = value == null ? "" : value;
        if (!hasSku(list.split(",", -1))) {
            row.set(field, list.isEmpty() && !strict ? SKU : list + "," + SKU);
        }
    }

    private boolean hasSku(String[] attributes) {
        for (int i = strict ? 1 : 0; i < attributes.length; i++) {
            if (attributes[i].equalsIgnoreCase(SKU)) {
                return true;
            }
        }
        return false;
    }

    /** Makes {@link Attribute}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "VisualMerchandiser\\Attribute",
                            "Adds SKU to the list of attributes that merchandisers see.")
                    .deviation(
                            "SKU in first place is noticed, and an empty list becomes `SKU` (strict: `sku,price,SKU` and"
                                    + " `,SKU`)")
                    .example("", "price", "price,SKU")
                    .example("", "price,sku", "price,sku");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new Attribute(binding.field(), binding.environment().compatibility() == Compatibility.STRICT);
        }
    }
}
