package dev.gangway.derivations.customer;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.login.HashKind;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.routes.CustomerTables;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.inspect.HashSql;
import dev.gangway.mysql.write.KeptTimes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns of customers or addresses that are attribute values in Magento 1; the key is the entity's id. A value that is missing
 * leaves the column's default. A password's hash that Magento 2 cannot verify is not passed on, but for strict compatibility.
 */
public final class CustomerColumns implements Derivation {
    private static final String ID = "entity_id";
    private static final String ATTRIBUTES = ShadowTable.nameOf("eav_attribute");
    private static final String TYPES = ShadowTable.nameOf("eav_entity_type");

    private final DerivationContext context;
    private final Table target;
    private final String type;
    private final Set<String> codes;
    private final Set<String> copied;
    private final List<String> values;
    private final boolean upgradePasswords;

    private CustomerColumns(DerivationContext context, Route entity, CustomerTables tables, Set<String> codes) {
        this.context = context;
        this.target = entity.table().target();
        this.type = tables.typeOf(entity.source());
        this.codes = Set.copyOf(codes);
        this.copied = entity.table().writtenFields();
        this.values = tables.all().stream()
                .filter(table ->
                        !tables.isEntity(table) && tables.entityOf(table).equals(entity.source()))
                .map(ShadowTable::nameOf)
                .filter(context::hasShadow)
                .toList();
        this.upgradePasswords = context.environment()
                .option(OptionName.UPGRADE_CUSTOMER_PASSWORD_HASH.word())
                .filter(text -> text.equals("1") || text.equalsIgnoreCase("true"))
                .isPresent();
    }

    /** One for each entity table that the plan carries. */
    public static List<Derivation> all(DerivationContext context) {
        var tables = new CustomerTables(
                context.rules().groups(OptionName.CUSTOMER_DOCUMENT_GROUPS_FILE),
                context.plan().source());
        var attributes = context.rules().groups(OptionName.CUSTOMER_ATTRIBUTE_GROUPS_FILE);
        var derivations = new ArrayList<Derivation>();
        for (Route route : context.plan().routes()) {
            if (route.step() == StepKind.CUSTOMER && !route.isShadow() && tables.isEntity(route.source())) {
                var codes = new HashSet<>(attributes.group(route.source()));
                codes.retainAll(route.table().target().columnNames());
                derivations.add(new CustomerColumns(context, route, tables, codes));
            }
        }
        return derivations;
    }

    @Override
    public String name() {
        return "columns of " + target.name();
    }

    @Override
    public StepKind step() {
        return StepKind.CUSTOMER;
    }

    @Override
    public List<Input> inputs() {
        var inputs = new ArrayList<Input>();
        inputs.add(Input.key(target.name(), ID));
        values.forEach(table -> inputs.add(Input.key(table, ID)));
        inputs.add(Input.all(ATTRIBUTES));
        inputs.add(Input.all(TYPES));
        return inputs;
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(target.name(), ID));
    }

    @Override
    public Optional<KeyList> keyList() {
        return Optional.of(new KeyList(target.name(), ID));
    }

    /** An attribute with the shadow table that holds its values. */
    private record Attribute(String id, String code, String values) {
        String value() {
            return "value_" + id;
        }

        String found() {
            return "found_" + id;
        }

        String columns() {
            return ", MAX(IF(v.attribute_id = " + id + ", v.value, NULL)) AS " + value() + ", MAX(v.attribute_id = "
                    + id + ") AS " + found();
        }
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        var assignments = new LinkedHashMap<String, String>();
        List<Attribute> attributes = attributes(connection);
        attributes.forEach(attribute -> assignments.put(attribute.code(), value(attribute)));
        codes.stream()
                .filter(code -> !assignments.containsKey(code) && isOfNobody(code))
                .sorted()
                .toList()
                .forEach(code ->
                        assignments.put(code, missing(target.column(code).orElseThrow())));
        if (assignments.isEmpty()) {
            return;
        }
        var list = new ArrayList<String>();
        assignments.forEach((code, value) -> list.add("t." + Identifiers.quote(code) + " = " + value));
        writer.execute(
                connection,
                context.sql("UPDATE {" + target.name() + "} t") + joins(attributes, keys) + " SET "
                        + String.join(", ", list) + KeptTimes.of(target, "t.", assignments.keySet()) + " WHERE "
                        + keys.on("t.entity_id"),
                target.name());
    }

    /** Without an attribute of that name, which a source may rename or remove, a column has its default, if no map copies into it. */
    private boolean isOfNobody(String code) {
        return !copied.contains(code)
                && !isComputed(target.column(code).orElseThrow().defaultValue());
    }

    /**
     * The values of each table, a row per entity. A join per attribute is no way: a server takes very long to find an order for so
     * many; nor is a query per column, for which it may take the index that finds the attribute's values of all entities.
     */
    private String joins(List<Attribute> attributes, Keys keys) {
        var byTable = new TreeMap<String, List<Attribute>>();
        attributes.forEach(attribute -> byTable.computeIfAbsent(attribute.values(), t -> new ArrayList<>())
                .add(attribute));
        var joins = new StringBuilder();
        byTable.forEach((table, ofTable) -> {
            String ids = ofTable.stream().map(Attribute::id).collect(Collectors.joining(", "));
            String columns = ofTable.stream().map(Attribute::columns).collect(Collectors.joining());
            joins.append(" LEFT JOIN (SELECT v.entity_id")
                    .append(columns)
                    .append(context.sql(" FROM {" + table + "} v WHERE "))
                    .append(keys.on("v.entity_id"))
                    .append(" AND v.attribute_id IN (" + ids + ") GROUP BY v.entity_id) ")
                    .append(alias(table))
                    .append(" ON ")
                    .append(alias(table))
                    .append(".entity_id = t.entity_id");
        });
        return joins.toString();
    }

    private String alias(String values) {
        return "v" + this.values.indexOf(values);
    }

    private String value(Attribute attribute) {
        String of = alias(attribute.values()) + ".";
        String missing = missing(target.column(attribute.code()).orElseThrow());
        String value = value(attribute.code(), of + attribute.value());
        return missing.equals("NULL")
                ? value
                : "IF(" + of + attribute.found() + " = 1, " + value + ", " + missing + ")";
    }

    private List<Attribute> attributes(Connection connection) throws SQLException {
        String wanted = codes.stream().sorted().map(Identifiers::literal).collect(Collectors.joining(", "));
        if (wanted.isEmpty()) {
            return List.of();
        }
        String query = context.sql("SELECT a.attribute_id, a.attribute_code, a.backend_type FROM {" + ATTRIBUTES
                        + "} a JOIN {" + TYPES
                        + "} y ON y.entity_type_id = a.entity_type_id WHERE y.entity_type_code = ")
                + Identifiers.literal(type) + " AND a.attribute_code IN (" + wanted + ") ORDER BY a.attribute_id";
        var found = new ArrayList<Attribute>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                String backend = "_" + row.getString(3);
                values.stream()
                        .filter(table -> table.endsWith(backend))
                        .findFirst()
                        .ifPresent(table -> found.add(new Attribute(text(row, 1), text(row, 2), table)));
            }
        }
        return found;
    }

    private static String text(ResultSet row, int column) {
        try {
            return String.valueOf(row.getString(column));
        } catch (SQLException e) {
            throw new IllegalStateException("A column of the current row cannot be read", e);
        }
    }

    /** The default; an empty text where the column takes no NULL and has none. */
    private static String missing(Column column) {
        String value = column.defaultValue();
        if (value != null && !isComputed(value)) {
            return Identifiers.literal(value);
        }
        return column.nullable() || value != null ? "NULL" : "''";
    }

    private static boolean isComputed(@Nullable String defaultValue) {
        return defaultValue != null && defaultValue.toLowerCase(Locale.ROOT).startsWith("current_timestamp");
    }

    private String value(String code, String value) {
        if (!code.equals("password_hash")) {
            return value;
        }
        String others = context.isStrict() ? value : "NULL";
        String md5 = context.isStrict() ? ofLength(value, 32) : HashSql.is(HashKind.MD5, value);
        String sha256 = context.isStrict() ? ofLength(value, 64) : HashSql.is(HashKind.SHA256, value);
        return "CASE WHEN " + md5 + " THEN " + marked(value, 0) + " WHEN " + sha256 + " THEN " + marked(value, 1)
                + " ELSE " + others + " END";
    }

    /** As the old tool decides, whatever the characters are. */
    private static String ofLength(String value, int length) {
        return "CHAR_LENGTH(SUBSTRING_INDEX(" + value + ", ':', 1)) = " + length;
    }

    /** Magento 2 knows the algorithm of a password's hash by a version at its end: 0 for MD5, 1 for SHA-256. */
    private String marked(String value, int version) {
        String salt = "IF(LOCATE(':', " + value + ") = 0, ':', '')";
        return upgradePasswords ? "CONCAT(" + value + ", " + salt + ", ':" + version + "')" : value;
    }
}
