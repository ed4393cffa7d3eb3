package dev.gangway.derivations.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.FRONTEND_INPUT;
import static dev.gangway.derivations.eav.EavNames.PRODUCT;
import static dev.gangway.derivations.eav.EavNames.TYPE;
import static dev.gangway.derivations.eav.EavNames.TYPE_CODE;
import static dev.gangway.derivations.eav.EavNames.TYPE_ID;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.core.row.Row;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gives products' prices the scope that the setting {@code catalog/price/scope} says, as Magento 2 does when an administrator
 * saves that setting. Where nobody ever saved it, attributes stay as they are.
 */
final class PriceScope {
    private static final String TABLE = "catalog_eav_attribute";
    private static final String IS_GLOBAL = "is_global";
    private static final String WEBSITE = "1";

    private final Optional<String> saved;

    PriceScope(EavRules rules) {
        this.saved = rules.strict() ? Optional.empty() : rules.priceScope();
    }

    /** Changes the merged rows in place. */
    void apply(EavPicture merged) {
        if (saved.isEmpty()) {
            return;
        }
        String scope = saved.get().strip().equals(WEBSITE) ? "2" : "1";
        Set<String> prices = prices(merged);
        for (Row row : merged.rows(TABLE)) {
            if (prices.contains(text(row, ATTRIBUTE_ID))) {
                row.set(IS_GLOBAL, scope);
            }
        }
    }

    private static Set<String> prices(EavPicture merged) {
        String product = merged.find(TYPE, TYPE_CODE, PRODUCT)
                .map(type -> text(type, TYPE_ID))
                .orElse("");
        var ids = new HashSet<String>();
        merged.rows(ATTRIBUTE).stream()
                .filter(row -> text(row, TYPE_ID).equals(product)
                        && text(row, FRONTEND_INPUT).equals("price"))
                .forEach(row -> ids.add(text(row, ATTRIBUTE_ID)));
        return ids;
    }
}
