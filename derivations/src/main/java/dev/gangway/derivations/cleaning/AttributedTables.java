package dev.gangway.derivations.cleaning;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.eav.EavNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tables hold rows of attributes, and pieces of SQL that tell what becomes of a row {@code r} of one. Immutable. */
final class AttributedTables {
    static final String ATTRIBUTE = EavNames.ATTRIBUTE;
    static final String PRODUCT = "catalog_product_entity";
    static final String PLACES_OF_ATTRIBUTES = "SELECT 'target' AS place, a.attribute_id FROM {" + ATTRIBUTE + "} a";

    private static final String VALUES_OF_PRODUCTS = "documents_attribute_set_leftover_values";

    private final DerivationContext context;
    private final Groups groups;

    AttributedTables(DerivationContext context) {
        this.context = context;
        this.groups = context.rules().groups(OptionName.EAV_DOCUMENT_GROUPS_FILE);
    }

    /** Tables of product values, each with a column that names the product. */
    List<Table> productTables() {
        return existing(groups.group(VALUES_OF_PRODUCTS))
                .filter(table -> table.hasColumn(context.productLink()))
                .toList();
    }

    /** Other tables whose rows go with their attribute. */
    List<Table> leftoverTables() {
        Set<String> ofProducts = productTables().stream().map(Table::name).collect(Collectors.toSet());
        return existing(leftovers())
                .filter(table -> !ofProducts.contains(table.name()))
                .toList();
    }

    /** Rows that belong to those of {@link #leftoverTables}; the old tool leaves them without their parent. */
    List<ChildRows> childRows() {
        Set<String> parents = leftoverTables().stream().map(Table::name).collect(Collectors.toSet());
        return context.isStrict() ? List.of() : ChildRows.of(context.target(), parents);
    }

    /** True when rows of the table go with their attribute. */
    boolean isLeftover(Table table) {
        return leftovers().contains(table.name());
    }

    private Set<String> leftovers() {
        var tables = new LinkedHashSet<>(groups.group("documents_leftover_values"));
        boolean openSource = context.environment()
                .option("edition_migrate")
                .filter("opensource-to-opensource"::equals)
                .isPresent();
        if (!openSource) {
            tables.addAll(groups.group("documents_leftover_values_ee"));
        }
        return tables;
    }

    /** A table without a key has no rows that could be told apart. */
    private Stream<Table> existing(Set<String> names) {
        return names.stream()
                .flatMap(name -> context.target().table(name).stream())
                .filter(table ->
                        table.hasColumn("attribute_id") && !table.primaryKey().isEmpty());
    }

    /** What a row's attribute is told from; {@code more} joins follow. */
    String joins(String more) {
        String shadow = ShadowTable.nameOf(ATTRIBUTE);
        return "LEFT JOIN {" + ATTRIBUTE + "} ra ON ra.attribute_id = r.attribute_id"
                + (hasCodes() ? " LEFT JOIN {" + shadow + "} rs ON rs.attribute_id = r.attribute_id" : "") + more;
    }

    private boolean hasCodes() {
        String shadow = ShadowTable.nameOf(ATTRIBUTE);
        return context.plan()
                .written()
                .table(shadow)
                .filter(t -> t.hasColumn("attribute_code"))
                .isPresent();
    }

    /** The attribute's code; the target's goes before the source's, which still knows attributes that stayed behind. */
    String code() {
        return "COALESCE(CONVERT(ra.attribute_code USING utf8mb4), "
                + (hasCodes() ? "CONVERT(rs.attribute_code USING utf8mb4), " : "")
                + "CONCAT('number ', r.attribute_id))";
    }

    /** The beginning of an expression: the reason of rows whose attribute is gone. */
    String noAttribute() {
        return "CASE WHEN r.attribute_id IS NOT NULL AND ra.attribute_id IS NULL THEN"
                + " CONCAT('row left out: the target has no such attribute: ', " + code() + ")";
    }

    /** A condition that holds for attributes {@code ra} of products. */
    static String isOfProduct() {
        return "ra.entity_type_id = (SELECT rt.entity_type_id FROM {eav_entity_type} rt"
                + " WHERE rt.entity_type_code = 'catalog_product')";
    }
}
