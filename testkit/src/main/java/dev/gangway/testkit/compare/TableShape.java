package dev.gangway.testkit.compare;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The columns of a table as the comparison needs them. */
record TableShape(String name, List<ColumnShape> columns) {
    private static final String SQL = "SELECT c.table_name, c.column_name, c.column_key = 'PRI', c.data_type"
            + " FROM information_schema.columns c JOIN information_schema.tables t"
            + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
            + " WHERE c.table_schema = ? AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position";

    record ColumnShape(String name, boolean isPrimary, String type) {

        /** The column as text that is equal for equal values, whatever the driver does with zero dates and bytes. */
        String expression() {
            String quoted = '`' + name + '`';
            return switch (type) {
                case "date", "datetime", "timestamp", "time" -> "CAST(" + quoted + " AS CHAR)";
                case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "bit" ->
                    "HEX(" + quoted + ")";
                default -> quoted;
            };
        }
    }

    TableShape {
        columns = List.copyOf(columns);
    }

    /** The tables of the connection's database whose names start with the prefix, by name without it. */
    static SortedMap<String, TableShape> of(Connection connection, String prefix) throws SQLException {
        SortedMap<String, List<ColumnShape>> tables = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, connection.getCatalog());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    if (name.startsWith(prefix)) {
                        String type = rows.getString(4).toLowerCase(Locale.ROOT);
                        tables.computeIfAbsent(name.substring(prefix.length()), t -> new ArrayList<>())
                                .add(new ColumnShape(rows.getString(2), rows.getBoolean(3), type));
                    }
                }
            }
        }
        SortedMap<String, TableShape> shapes = new TreeMap<>();
        tables.forEach((name, columns) -> shapes.put(name, new TableShape(name, columns)));
        return shapes;
    }

    TableShape without(ComparisonRules rules) {
        return new TableShape(
                name,
                columns.stream()
                        .filter(c -> !rules.isIgnored(name, c.name()) && !rules.isSurrogate(name, c.name()))
                        .toList());
    }

    /** Places of the columns that identify a row: the primary key, or all columns where a part of the key is generated. */
    List<Integer> identity(TableShape whole) {
        List<Integer> primary = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isPrimary()) {
                primary.add(i);
            }
        }
        long inWhole = whole.columns().stream().filter(ColumnShape::isPrimary).count();
        boolean complete = !primary.isEmpty() && primary.size() == inWhole;
        return complete ? primary : places();
    }

    private List<Integer> places() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            all.add(i);
        }
        return all;
    }

    String select(String prefix) {
        return columns.stream().map(ColumnShape::expression).collect(Collectors.joining(", ", "SELECT ", " FROM `"))
                + prefix
                + name
                + '`';
    }
}
