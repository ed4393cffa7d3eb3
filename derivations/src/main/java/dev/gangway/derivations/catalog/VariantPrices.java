package dev.gangway.derivations.catalog;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prices of configurable products' children, which Magento 2 asks instead of the parent's price with surcharges; the key is the
 * child. A product that is no child, or sold alone, has the prices that the source has. Strict compatibility repeats the old
 * tool.
 */
public final class VariantPrices implements Derivation {
    private static final String PRICES = "catalog_product_entity_decimal";
    private static final String DATES = "catalog_product_entity_datetime";
    private static final String BOTH = "'price', 'special_price'";
    private static final String SPECIAL_DATES = "'special_from_date', 'special_to_date'";

    private final DerivationContext context;
    private final Variants variants;
    private final VariantConflicts conflicts;
    private final String link;

    public VariantPrices(DerivationContext context) {
        this.context = context;
        this.variants = new Variants(context);
        this.conflicts = new VariantConflicts(context, variants);
        this.link = context.productLink();
    }

    @Override
    public String name() {
        return "prices of variants";
    }

    @Override
    public StepKind step() {
        return StepKind.CONFIGURABLE_PRICES;
    }

    @Override
    public List<Input> inputs() {
        var inputs = new ArrayList<>(Variants.inputs());
        for (String table : tables()) {
            inputs.addAll(Variants.ofFamily(ShadowTable.nameOf(table), "entity_id"));
            inputs.add(Variants.child(table, link));
        }
        return inputs;
    }

    @Override
    public List<Output> outputs() {
        return tables().stream().map(table -> new Output(table, link, true)).toList();
    }

    private List<String> tables() {
        return context.isStrict() ? List.of(PRICES) : List.of(PRICES, DATES);
    }

    @Override
    public Optional<KeyList> keyList() {
        return Optional.of(new KeyList(Variants.LINKS, "product_id"));
    }

    @Override
    public void beginAnew(Connection connection) throws SQLException {
        conflicts.forget(connection);
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        if (context.isStrict()) {
            restore(connection, keys, writer, new Values(PRICES, BOTH, ""));
            writer.execute(
                    connection,
                    insert(PRICES) + new StrictVariantPrices(context).select(keys) + " ON DUPLICATE KEY UPDATE"
                            + " value = VALUES(value)",
                    PRICES);
            return;
        }
        restore(connection, keys, writer, new Values(PRICES, BOTH, "'special_price'"));
        restore(connection, keys, writer, new Values(DATES, SPECIAL_DATES, SPECIAL_DATES));
        writer.execute(connection, prices(keys, "price"), PRICES);
        writer.execute(connection, prices(keys, "special_price"), PRICES);
        writer.execute(connection, dates(keys), DATES);
        conflicts.recompute(connection, keys, writer);
    }

    /**
     * Values of which some are derived.
     *
     * @param codes the attributes, as a list of SQL
     * @param replaced those of which children have none but their parent's
     */
    private record Values(String table, String codes, String replaced) {
        String shadow() {
            return ShadowTable.nameOf(table);
        }
    }

    /** Leaves what the source has, and nothing else, of the keys' values; of replaced attributes nothing. */
    private void restore(Connection connection, Keys keys, DerivedWriter writer, Values values) throws SQLException {
        String ids = context.sql("(SELECT a.attribute_id FROM {" + ShadowTable.nameOf("eav_attribute")
                + "} a WHERE a.attribute_code IN (" + values.codes() + "))");
        String same = "d.value_id = t.value_id AND d.entity_id = t." + link
                + " AND d.attribute_id = t.attribute_id AND d.store_id = t.store_id";
        writer.execute(
                connection,
                context.sql("DELETE t FROM {" + values.table() + "} t LEFT JOIN {" + values.shadow() + "} d ON " + same
                                + " AND d.value <=> t.value WHERE ")
                        + keys.on("t." + link) + " AND t.attribute_id IN " + ids + " AND (d.value_id IS NULL"
                        + (values.replaced().isEmpty() ? "" : " OR " + replaced(values, "t." + link, "t.attribute_id"))
                        + ")",
                values.table());
        writer.execute(
                connection,
                context.sql("INSERT INTO {" + values.table() + "} (value_id, attribute_id, store_id, " + link
                                + ", value) SELECT d.value_id, d.attribute_id, d.store_id, d.entity_id, d.value FROM {"
                                + values.shadow() + "} d LEFT JOIN {" + values.table() + "} t ON " + same + " WHERE ")
                        + keys.on("d.entity_id") + " AND d.attribute_id IN " + ids + " AND t.value_id IS NULL"
                        + (values.replaced().isEmpty()
                                ? ""
                                : " AND NOT " + replaced(values, "d.entity_id", "d.attribute_id"))
                        + " ON DUPLICATE KEY UPDATE attribute_id = VALUES(attribute_id), store_id = VALUES(store_id), "
                        + link + " = VALUES(" + link + "), value = VALUES(value)",
                values.table());
    }

    private String replaced(Values values, String product, String attribute) {
        return "(" + attribute + " IN "
                + context.sql("(SELECT r.attribute_id FROM {" + ShadowTable.nameOf("eav_attribute")
                        + "} r WHERE r.attribute_code IN (" + values.replaced() + "))")
                + " AND " + variants.takesPrices(product) + ")";
    }

    private String insert(String table) {
        return context.sql("INSERT INTO {" + table + "} (attribute_id, store_id, " + link + ", value) ");
    }

    /** One of the parent's prices with surcharges. */
    private String prices(Keys keys, String code) {
        return insert(PRICES) + "SELECT a.attribute_id, x.store_id, x.product_id, "
                + Variants.surcharged("x.base", "x") + " FROM " + variants.prices(variants.takers(keys), code)
                + " x JOIN (SELECT " + variants.attribute(code) + " AS attribute_id) a"
                + " WHERE x.base IS NOT NULL" + (code.equals("price") ? "" : " AND x.base > 0")
                + " ORDER BY x.product_id, x.store_id ON DUPLICATE KEY UPDATE value = VALUES(value)";
    }

    /** From when and until when the parent's special price holds. */
    private String dates(Keys keys) {
        return insert(DATES) + "SELECT d.attribute_id, d.store_id, f.product_id, d.value FROM " + variants.takers(keys)
                + context.sql(" f JOIN {" + ShadowTable.nameOf(DATES) + "} d ON d.entity_id = f.parent_id"
                        + " ORDER BY f.product_id, d.attribute_id, d.store_id"
                        + " ON DUPLICATE KEY UPDATE value = VALUES(value)");
    }
}
