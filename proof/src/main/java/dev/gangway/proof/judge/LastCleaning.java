package dev.gangway.proof.judge;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.schema.Schema;
import dev.gangway.derivations.ProductLink;
import dev.gangway.derivations.cleaning.ChildRows;
import dev.gangway.derivations.eav.OwnOptions;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the last step of a load takes away or moves, so that it is rightly not in the target: values of attributes that it does not
 * have or that are not in the product's set, paths that Magento 2 computes, products in the root of all categories. Asks the target
 * once per batch. Immutable.
 */
final class LastCleaning {
    private static final String ATTRIBUTE = "eav_attribute";
    private static final String PRODUCTS = "catalog_product_entity";
    private static final String VARCHAR = "catalog_product_entity_varchar";
    private static final String TEXT = "catalog_product_entity_text";

    private final Database target;
    private final Schema schema;
    private final Compatibility compatibility;
    private final Set<String> ofAttributes;
    private final Set<String> ofSets;
    private final String link;
    private final RowsOfLeftOutRows children;

    LastCleaning(Database target, TargetNames names, Schema schema, RuleFiles rules, Compatibility compatibility) {
        Groups groups = rules.groups(OptionName.EAV_DOCUMENT_GROUPS_FILE);
        this.target = target;
        this.schema = schema;
        this.compatibility = compatibility;
        this.ofAttributes = new HashSet<>(groups.group("documents_leftover_values"));
        this.ofAttributes.addAll(groups.group("documents_leftover_values_ee"));
        this.ofSets = groups.group("documents_attribute_set_leftover_values");
        this.link = ProductLink.of(schema);
        this.children = new RowsOfLeftOutRows(
                names, compatibility == Compatibility.STRICT ? List.of() : ChildRows.of(schema, ofAttributes));
    }

    /** An attribute as far as it counts here. */
    private record Attribute(
            String code, String type, @Nullable String input) {}

    /** The reasons of these missing or extra rows of one table, for those that have one. */
    Map<Finding, String> reasons(String table, Collection<Finding> findings) {
        if (table.equals("catalog_category_product")) {
            return rootCategory(findings);
        }
        Map<Finding, String> reasons =
                new HashMap<>(OwnOptions.isAmong(table) ? ownOptions(table, findings) : Map.of());
        boolean isOfAttributes = ofAttributes.contains(table) || ofSets.contains(table);
        if (!isOfAttributes && !children.has(table)) {
            return reasons;
        }
        try (Connection connection = target.open()) {
            reasons.putAll(
                    isOfAttributes
                            ? ofValues(connection, table, findings)
                            : children.reasons(connection, table, findings));
            return reasons;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, target.config(), "asking why values are not there");
        }
    }

    private static Map<Finding, String> rootCategory(Collection<Finding> findings) {
        Map<Finding, String> reasons = new HashMap<>();
        for (Finding finding : findings) {
            Row row = finding.expected();
            if (finding.kind() == Kind.MISSING && row != null && "1".equals(row.text("category_id"))) {
                reasons.put(finding, "no product may be in the root of all categories");
            }
        }
        return reasons;
    }

    private static Map<Finding, String> ownOptions(String table, Collection<Finding> findings) {
        Map<Finding, String> reasons = new HashMap<>();
        for (Finding finding : findings) {
            boolean own =
                    finding.row().filter(row -> OwnOptions.isOwn(table, row)).isPresent();
            if (own && finding.kind() == Kind.EXTRA) {
                reasons.put(finding, "an option that Magento 2 had, of an attribute without options in Magento 1");
            }
        }
        return reasons;
    }

    private Map<Finding, String> ofValues(Connection connection, String table, Collection<Finding> findings)
            throws SQLException {
        Map<String, Attribute> attributes = attributes(connection);
        Map<String, String> setOfProduct = ofSets.contains(table) ? sets(connection, findings) : Map.of();
        Set<String> places = ofSets.contains(table) ? places(connection) : Set.of();
        Map<Finding, String> reasons = new HashMap<>();
        for (Finding finding : findings) {
            Row row = finding.row().orElse(null);
            String id = row == null ? null : row.text("attribute_id");
            if (row != null && id != null) {
                Attribute attribute = attributes.get(id);
                String set = setOfProduct.get(String.valueOf(row.text(link)));
                boolean hasPlace = set == null || places.contains(set + ":" + id);
                removed(finding, table, attribute, hasPlace)
                        .or(() -> moved(finding, table, attribute))
                        .ifPresent(reason -> reasons.put(finding, reason));
            }
        }
        return reasons;
    }

    private Optional<String> removed(Finding finding, String table, @Nullable Attribute attribute, boolean hasPlace) {
        if (finding.kind() != Kind.MISSING) {
            return Optional.empty();
        }
        if (attribute == null && ofAttributes.contains(table)) {
            return Optional.of("the target has no such attribute");
        }
        return hasPlace ? Optional.empty() : Optional.of("the attribute is not in the product's attribute set");
    }

    private Optional<String> moved(Finding finding, String table, @Nullable Attribute attribute) {
        if (attribute == null || !attribute.type().equals("catalog_product")) {
            return Optional.empty();
        }
        if (finding.kind() == Kind.MISSING
                && table.equals(VARCHAR)
                && attribute.code().equals("url_path")) {
            return Optional.of("Magento 2 computes url_path of products");
        }
        return compatibility == Compatibility.STRICT && "multiselect".equals(attribute.input())
                ? movedChoices(finding, table)
                : Optional.empty();
    }

    private static Optional<String> movedChoices(Finding finding, String table) {
        if (finding.kind() == Kind.MISSING && table.equals(TEXT)) {
            return Optional.of("strict: choices of several are moved to the short texts");
        }
        return finding.kind() == Kind.EXTRA && table.equals(VARCHAR)
                ? Optional.of("strict: choices of several were moved from the long texts")
                : Optional.empty();
    }

    private Map<String, Attribute> attributes(Connection connection) throws SQLException {
        Map<String, Attribute> attributes = new HashMap<>();
        String sql = "SELECT a.attribute_id, a.attribute_code, t.entity_type_code, a.frontend_input FROM "
                + name(ATTRIBUTE) + " a JOIN " + name("eav_entity_type")
                + " t ON t.entity_type_id = a.entity_type_id";
        for (List<@Nullable String> row : rows(connection, sql, 4)) {
            attributes.put(
                    String.valueOf(row.get(0)),
                    new Attribute(String.valueOf(row.get(1)), String.valueOf(row.get(2)), row.get(3)));
        }
        return attributes;
    }

    /** The attribute set of each product that is named. */
    private Map<String, String> sets(Connection connection, Collection<Finding> findings) throws SQLException {
        var products = new LinkedHashSet<String>();
        for (Finding finding : findings) {
            Row row = finding.expected();
            if (row != null && row.text(link) != null) {
                products.add(String.valueOf(row.text(link)));
            }
        }
        if (products.isEmpty() || !schema.has(PRODUCTS)) {
            return Map.of();
        }
        String ids = products.stream().map(Identifiers::literal).collect(Collectors.joining(","));
        Map<String, String> sets = new HashMap<>();
        String sql =
                "SELECT " + link + ", attribute_set_id FROM " + name(PRODUCTS) + " WHERE " + link + " IN (" + ids + ")";
        rows(connection, sql, 2).forEach(row -> sets.put(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
        return sets;
    }

    private Set<String> places(Connection connection) throws SQLException {
        var places = new HashSet<String>();
        String sql = "SELECT attribute_set_id, attribute_id FROM " + name("eav_entity_attribute");
        rows(connection, sql, 2).forEach(row -> places.add(row.get(0) + ":" + row.get(1)));
        return places;
    }

    private String name(String table) {
        return Identifiers.quote(target.table(table));
    }

    /** The rows of a query with so many columns. */
    static List<List<@Nullable String>> rows(Connection connection, String sql, int columns) throws SQLException {
        var rows = new ArrayList<List<@Nullable String>>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                var values = new ArrayList<@Nullable String>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.getString(i));
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
