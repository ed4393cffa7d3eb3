package dev.gangway.benchmarks;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.schema.SchemaInspector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a Magento 1 shop many times as large without leaving its server: products, customers, quotes, orders and reviews, with
 * everything that hangs on them by foreign keys, are inserted again with shifted ids. Texts that must be unique get an ending.
 */
final class ShopScaler {
    private static final List<String> ROOTS = List.of(
            "catalog_product_entity",
            "customer_entity",
            "sales_flat_quote",
            "sales_flat_order",
            "review",
            "core_url_rewrite");

    private final Database database;
    private final Schema schema;
    private final Map<String, Long> shifts = new LinkedHashMap<>();

    ShopScaler(Database database) {
        this.database = database;
        this.schema = SchemaInspector.inspect(database);
    }

    /** Makes the shop {@code factor} times as large; returns how many rows it gained. */
    long scale(int factor) throws SQLException {
        findTables();
        long gained = 0;
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION unique_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
            for (String table : shifts.keySet()) {
                shifts.put(table, last(connection, table));
            }
            for (String name : shifts.keySet()) {
                Table table = schema.table(name).orElseThrow();
                List<String> keys = table.identity();
                String bound = bound(connection, table, keys);
                for (int copy = 1; copy < factor && !bound.isEmpty(); copy++) {
                    gained += statement.executeLargeUpdate(insert(table, copy) + bound);
                }
            }
            for (String name : shifts.keySet()) {
                statement.execute("ANALYZE TABLE " + quoted(name));
            }
        }
        return gained;
    }

    /** Rows that were there at first, told by a shifted column; empty when the table holds nothing. */
    private String bound(Connection connection, Table table, List<String> keys) throws SQLException {
        String column = Stream.concat(keys.stream(), table.columnNames().stream())
                .filter(name -> shift(table, name).isPresent())
                .findFirst()
                .orElseThrow();
        long last = max(connection, table.name(), column);
        return last == 0 ? "" : " WHERE " + Identifiers.quote(column) + " <= " + last;
    }

    /** From the roots along foreign keys to all tables whose rows stay apart when they are copied. */
    private void findTables() {
        ROOTS.stream().filter(schema::has).forEach(root -> shifts.put(root, 0L));
        boolean found = true;
        while (found) {
            found = false;
            for (Table table : schema.tables()) {
                boolean hangsOn =
                        table.foreignKeys().stream().anyMatch(key -> shifts.containsKey(key.referencedTable()));
                if (hangsOn && !shifts.containsKey(table.name()) && staysApart(table)) {
                    shifts.put(table.name(), 0L);
                    found = true;
                }
            }
        }
    }

    private boolean staysApart(Table table) {
        return !table.primaryKey().isEmpty()
                && table.primaryKey().stream()
                        .anyMatch(name -> shift(table, name).isPresent() || isGenerated(table, name));
    }

    private static boolean isGenerated(Table table, String name) {
        return table.column(name).map(Column::autoIncrement).orElse(false);
    }

    private String insert(Table table, int copy) {
        String values = table.columns().stream()
                .filter(column -> !column.generated())
                .map(column -> value(table, column, copy))
                .collect(Collectors.joining(", "));
        List<String> names = table.columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .toList();
        return "INSERT INTO " + quoted(table.name()) + " (" + Identifiers.list(names) + ") SELECT " + values + " FROM "
                + quoted(table.name());
    }

    private String value(Table table, Column column, int copy) {
        String name = Identifiers.quote(column.name());
        Optional<String> shifted = shift(table, column.name());
        if (shifted.isPresent()) {
            long by = shifts.getOrDefault(shifted.get(), 0L) * copy;
            return "IF(" + name + " > 0, " + name + " + " + by + ", " + name + ")";
        }
        return column.kind() == ColumnKind.TEXT && mustDiffer(table, column.name())
                ? "CONCAT(" + name + ", '-c" + copy + "')"
                : name;
    }

    /** The table by whose last id a column's values are shifted. */
    private Optional<String> shift(Table table, String column) {
        if (isGenerated(table, column) && table.primaryKey().contains(column)) {
            return Optional.of(table.name());
        }
        return table.foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(column)))
                .map(ForeignKey::referencedTable)
                .filter(shifts::containsKey)
                .findFirst();
    }

    /** True when a unique key holds the column and nothing that is shifted. */
    private boolean mustDiffer(Table table, String column) {
        return table.uniqueKeys().stream()
                .map(unique -> unique.columns())
                .filter(columns -> columns.contains(column))
                .anyMatch(columns ->
                        columns.stream().noneMatch(name -> shift(table, name).isPresent()));
    }

    /** The last id of a table whose key is shifted by itself; a table keyed by its parents is shifted as they are. */
    private long last(Connection connection, String name) throws SQLException {
        Table table = schema.table(name).orElseThrow();
        Optional<String> own = table.primaryKey().stream()
                .filter(column -> isGenerated(table, column))
                .findFirst();
        return own.isPresent() ? max(connection, name, own.get()) : 0;
    }

    private long max(Connection connection, String table, String column) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COALESCE(MAX(" + Identifiers.quote(column) + "), 0) FROM " + quoted(table))) {
            row.next();
            return row.getLong(1);
        }
    }

    private String quoted(String table) {
        return Identifiers.quote(database.table(table));
    }

    /** Rows of all tables. */
    static Map<String, Long> counts(Database database) throws SQLException {
        var counts = new HashMap<String, Long>();
        var names = new ArrayList<String>();
        SchemaInspector.inspect(database).tables().stream()
                .filter(table -> !table.view())
                .forEach(table -> names.add(table.name()));
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            for (String name : names) {
                try (ResultSet row =
                        statement.executeQuery("SELECT COUNT(*) FROM " + Identifiers.quote(database.table(name)))) {
                    row.next();
                    counts.put(name, row.getLong(1));
                }
            }
        }
        return counts;
    }
}
