package dev.gangway.testkit.anytable;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What no schema tells of some columns: which of the numbers that fit mean something, and how their text is written. */
final class Hints {
    private static final Pattern VALUES = Pattern.compile(
            "(catalog_product|catalog_category|customer|customer_address)_entity_(datetime|decimal|int|text|varchar)");
    private static final Pattern ENTITY =
            Pattern.compile("(catalog_product|catalog_category|customer|customer_address)_entity(_.*)?");

    /** What order and items agree in; see {@link Orders}. */
    private static final Set<String> PINNED = Set.of(
            "sales_flat_order.total_qty_ordered",
            "sales_flat_order_item.qty_ordered",
            "sales_flat_order_item.order_id",
            "sales_flat_order_address.parent_id");

    private static final Pattern OF_ORDER = Pattern.compile("sales_flat_(order|invoice|shipment|creditmemo)");

    private static final Pattern STRUCTURE = Pattern.compile("(catalog_|customer_)?eav_attribute|eav_entity_type");
    private static final Pattern CLASS =
            Pattern.compile(".*_model|frontend_input_renderer|entity_attribute_collection");
    private static final Map<String, List<String>> WORDS = Map.of(
            "eav_entity_type.entity_model", List.of("customer/customer"),
            "eav_attribute.backend_type", List.of("varchar", "int", "text", "decimal", "datetime"),
            "eav_attribute.frontend_input", List.of("text", "textarea", "select", "multiselect", "date", "boolean"));

    /** Rows that only some edits may touch. */
    private static final Map<String, String> GUARDS = Map.of(
            "sales_flat_order_item", "qty_ordered = 0",
            "sales_flat_order_address", "entity_id > 0", // emptied, it would give numbers again that orders still name
            "customer_group", "customer_group_id > 3",
            "catalog_category_entity", "entity_id > 2",
            "core_website", "website_id > 1",
            "core_store_group", "group_id > 1",
            "core_store", "store_id > 1",
            "eav_entity_type", "1 = 0",
            "eav_attribute", "is_user_defined = 1",
            "eav_attribute_set", "attribute_set_name LIKE 'set-%'");

    private static final String CONDITION = "a:6:{s:4:\"type\";s:32:\"%srule/rule_condition_combine\";"
            + "s:9:\"attribute\";N;s:8:\"operator\";N;s:5:\"value\";s:1:\"1\";s:18:\"is_value_processed\";N;"
            + "s:10:\"aggregator\";s:3:\"all\";}";

    private final SourceFacts facts;
    private final Sql sql;
    private final Random random;
    private final Set<EditKind> kinds;

    Hints(SourceFacts facts, Sql sql, Random random, Set<EditKind> kinds) {
        this.facts = facts;
        this.sql = sql;
        this.random = random;
        this.kinds = kinds;
    }

    /** The condition that a row must meet which a random edit may change or remove. */
    static String guard(Table table) {
        return GUARDS.getOrDefault(table.name(), "1 = 1");
    }

    /** True when random edits leave the column's value alone. */
    static boolean isPinned(Table table, Column column) {
        return PINNED.contains(table.name() + '.' + column.name())
                || isAbsent(table, column)
                || VALUES.matcher(table.name()).matches() && column.name().matches("attribute_id|entity_type_id")
                || ENTITY.matcher(table.name()).matches() && column.name().matches("entity_type_id|attribute_set_id");
    }

    /** True when only {@link Orders} gives the column a value, or random text would name a class that does not exist. */
    static boolean isAbsent(Table table, Column column) {
        return column.nullable()
                        && STRUCTURE.matcher(table.name()).matches()
                        && CLASS.matcher(column.name()).matches()
                || OF_ORDER.matcher(table.name()).matches() && column.name().matches("(billing|shipping)_address_id");
    }

    /** A row that comes back after it went has no children any more. */
    static void forgetChildren(Table table, Map<String, @Nullable Object> row) {
        if (table.name().equals("sales_flat_order")) {
            row.put("total_qty_ordered", "0");
            row.put("billing_address_id", null);
            row.put("shipping_address_id", null);
        }
    }

    /** The value that a column is to have, where the schema alone would lead to a wrong one. */
    Optional<Object> value(Table table, Column column) throws SQLException {
        if (table.name().startsWith("sales_flat_order") && column.name().matches("total_qty_ordered|qty_ordered")) {
            return Optional.of("0");
        }
        Optional<Object> ofEntity = ofEntity(table, column);
        return ofEntity.isPresent() ? ofEntity : Optional.ofNullable(text(table, column));
    }

    private Optional<Object> ofEntity(Table table, Column column) throws SQLException {
        Matcher entity = ENTITY.matcher(table.name());
        if (!entity.matches()) {
            return Optional.empty();
        }
        String type = "(SELECT entity_type_id FROM eav_entity_type WHERE entity_type_code = '" + entity.group(1) + "')";
        return switch (column.name()) {
            case "entity_type_id" ->
                one("SELECT entity_type_id FROM eav_entity_type WHERE entity_type_code = '" + entity.group(1) + "'");
            case "attribute_set_id" ->
                one("SELECT MIN(attribute_set_id) FROM eav_attribute_set WHERE entity_type_id = " + type);
            case "attribute_id" -> one(attributes(table, type));
            case "type_id" -> Optional.of(List.of("simple", "virtual").get(random.nextInt(2)));
            default -> Optional.empty();
        };
    }

    private String attributes(Table table, String type) {
        Matcher values = VALUES.matcher(table.name());
        String kind = values.matches()
                ? "backend_type = '" + values.group(2) + "'"
                : "attribute_code = '" + (table.name().contains("media") ? "media_gallery" : "gallery") + "'";
        String cleaned = kinds.contains(EditKind.CLEANED_UP) ? "" : " AND attribute_code <> 'url_path'";
        return "SELECT attribute_id FROM eav_attribute WHERE entity_type_id = " + type + " AND " + kind + cleaned
                + " ORDER BY attribute_id";
    }

    private Optional<Object> one(String query) throws SQLException {
        List<Map<String, @Nullable Object>> found = sql.rows(query);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(found.get(random.nextInt(found.size()))
                        .values()
                        .iterator()
                        .next());
    }

    /** Texts of a form that handlers read. */
    private @Nullable Object text(Table table, Column column) {
        List<String> words = WORDS.get(table.name() + '.' + column.name());
        if (words != null) {
            return words.get(random.nextInt(words.size()));
        }
        if (facts.isHandled(table, column, "Rule\\SerializedData")
                || column.name().equals("conditions_serialized")) {
            return CONDITION.formatted(table.name().startsWith("sales") ? "sales" : "catalog");
        }
        if (facts.isHandled(table, column, "Serialize")
                || facts.isHandled(table, column, "ItemOption")
                || facts.isHandled(table, column, "SalesOrderItem")) {
            return random.nextInt(4) == 0 ? "a:0:{}" : "a:1:{s:3:\"qty\";i:" + random.nextInt(100) + ";}";
        }
        return null;
    }
}
