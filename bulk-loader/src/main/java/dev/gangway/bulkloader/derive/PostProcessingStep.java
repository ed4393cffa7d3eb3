package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.SmallTables;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.ProductLink;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Removes values in the target that its attribute metadata no longer covers, and moves what lives elsewhere in Magento 2. */
public final class PostProcessingStep implements Step {
    private static final String ATTRIBUTE = "eav_attribute";
    private static final String VARCHAR = "catalog_product_entity_varchar";
    private static final String TEXT = "catalog_product_entity_text";
    private static final String PRODUCT_TYPE =
            "(SELECT t.entity_type_id FROM %s t WHERE t.entity_type_code = 'catalog_product')";

    @Override
    public void data(StepContext context) throws SQLException {
        context.keep(tables(context));
        new TargetSql(context).runCounting(removals(context), writes(context));
    }

    /** Every table that the statements write to. */
    private static List<String> tables(StepContext context) {
        Groups groups = context.rules().groups(OptionName.EAV_DOCUMENT_GROUPS_FILE);
        var tables = new LinkedHashSet<>(existing(context, groups, leftoverGroups(context)));
        tables.addAll(existing(context, groups, List.of("documents_attribute_set_leftover_values")));
        tables.addAll(List.of("catalog_category_product", VARCHAR, TEXT));
        if (!isStrict(context)) {
            tables.addAll(new TargetOptions(context).tables());
        }
        return List.copyOf(tables);
    }

    /** Values of attributes that are gone, and values that Magento 1 did not show either: not in the product's attribute set. */
    private static List<ValueRemoval> removals(StepContext context) throws SQLException {
        UnaryOperator<String> names = context.run().state().names();
        String link = ProductLink.of(context.targetSchema());
        Groups groups = context.rules().groups(OptionName.EAV_DOCUMENT_GROUPS_FILE);
        Map<String, String> codes = codes(context);
        var removals = new ArrayList<ValueRemoval>();
        for (String table : existing(context, groups, leftoverGroups(context))) {
            removals.add(new ValueRemoval(
                    context.table(Side.DESTINATION, table),
                    "FROM " + names.apply(table) + " v LEFT JOIN " + names.apply(ATTRIBUTE)
                            + " a ON a.attribute_id = v.attribute_id WHERE v.attribute_id IS NOT NULL AND a.attribute_id IS NULL",
                    "row left out: the target has no such attribute",
                    codes));
        }
        for (String table : existing(context, groups, List.of("documents_attribute_set_leftover_values"))) {
            removals.add(new ValueRemoval(
                    context.table(Side.DESTINATION, table),
                    "FROM " + names.apply(table) + " v JOIN " + names.apply("catalog_product_entity") + " p ON p."
                            + link
                            + " = v." + link + " LEFT JOIN " + names.apply("eav_entity_attribute")
                            + " e ON e.attribute_set_id = p.attribute_set_id AND e.attribute_id = v.attribute_id"
                            + " WHERE v.value IS NOT NULL AND e.attribute_id IS NULL",
                    "row left out: the attribute is not in the product's attribute set",
                    codes));
        }
        return removals;
    }

    /** Codes by id; the target's before the source's, which still knows attributes that stayed behind. */
    private static Map<String, String> codes(StepContext context) throws SQLException {
        var codes = new HashMap<String, String>();
        var tables = new SmallTables(context);
        for (Side side : List.of(Side.SOURCE, Side.DESTINATION)) {
            boolean has = side == Side.SOURCE ? context.sourceSchema().has(ATTRIBUTE) : true;
            for (Row row : has ? tables.read(side, ATTRIBUTE) : List.<Row>of()) {
                codes.put(String.valueOf(row.text("attribute_id")), String.valueOf(row.text("attribute_code")));
            }
        }
        return codes;
    }

    private static boolean isStrict(StepContext context) {
        return context.environment().compatibility() == Compatibility.STRICT;
    }

    private static List<TargetSql.Write> writes(StepContext context) throws SQLException {
        UnaryOperator<String> names = context.run().state().names();
        var writes = new ArrayList<TargetSql.Write>();
        writes.add(new TargetSql.Write(
                "catalog_category_product",
                "DELETE FROM " + names.apply("catalog_category_product") + " WHERE category_id = 1",
                "row left out: no product may be in the root of all categories"));
        writes.addAll(
                isStrict(context)
                        ? multiselectToVarchar(names, ProductLink.of(context.targetSchema()))
                        : new TargetOptions(context).writes());
        writes.add(new TargetSql.Write(
                VARCHAR,
                "DELETE v FROM " + names.apply(VARCHAR) + " v JOIN " + names.apply(ATTRIBUTE)
                        + " a ON a.attribute_id = v.attribute_id WHERE a.attribute_code = 'url_path'"
                        + " AND a.entity_type_id = " + productType(names),
                "row left out: Magento 2 computes url_path of products"));
        return writes;
    }

    /** What the old tool does, although Magento 2 keeps such values as texts, of any length, since 2.3. */
    private static List<TargetSql.Write> multiselectToVarchar(UnaryOperator<String> names, String link) {
        String text = names.apply(TEXT);
        String multiselect = " v JOIN " + names.apply(ATTRIBUTE) + " a ON a.attribute_id = v.attribute_id"
                + " WHERE a.frontend_input = 'multiselect' AND a.entity_type_id = " + productType(names);
        return List.of(
                new TargetSql.Write(
                        VARCHAR,
                        "INSERT INTO " + names.apply(VARCHAR) + " (attribute_id, store_id, value, " + link
                                + ") SELECT v.attribute_id, v.store_id, v.value, v." + link + " FROM " + text
                                + multiselect + " ON DUPLICATE KEY UPDATE value = VALUES(value)",
                        ""),
                new TargetSql.Write(TEXT, "DELETE v FROM " + text + multiselect, ""));
    }

    private static String productType(UnaryOperator<String> names) {
        return PRODUCT_TYPE.formatted(names.apply("eav_entity_type"));
    }

    private static List<String> leftoverGroups(StepContext context) {
        Optional<String> edition = context.environment().option("edition_migrate");
        return edition.filter("opensource-to-opensource"::equals).isPresent()
                ? List.of("documents_leftover_values")
                : List.of("documents_leftover_values", "documents_leftover_values_ee");
    }

    private static List<String> existing(StepContext context, Groups groups, List<String> names) {
        return names.stream()
                .flatMap(name -> groups.group(name).stream())
                .filter(table -> context.targetSchema()
                        .table(table)
                        .filter(t -> t.hasColumn("attribute_id"))
                        .isPresent())
                .toList();
    }
}
