package dev.gangway.mysql.inspect;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database consists of, by the server's own estimates. Names are the real ones, with prefix.
 *
 * @param charset the database's default
 * @param triggers names of all triggers in it
 */
public record DatabaseSurvey(String charset, List<TableSurvey> tables, List<String> triggers) {

    /** One table or view; {@code rows} and {@code bytes} are estimates. */
    public record TableSurvey(String name, String engine, String charset, long rows, long bytes) {
        public boolean isView() {
            return engine.isEmpty();
        }
    }

    public DatabaseSurvey {
        tables = List.copyOf(tables);
        triggers = List.copyOf(triggers);
    }

    /** Asks the server. */
    public static DatabaseSurvey of(Database database) {
        try (Connection connection = database.open()) {
            if (database.flavor().cachesStatistics()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("SET SESSION information_schema_stats_expiry = 0");
                }
            }
            return new DatabaseSurvey(charset(connection), tables(connection), triggers(connection));
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "looking at the database");
        }
    }

    private static String charset(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DEFAULT_CHARACTER_SET_NAME FROM"
                        + " information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static List<TableSurvey> tables(Connection connection) throws SQLException {
        String query = "SELECT TABLE_NAME, ENGINE, TABLE_COLLATION, TABLE_ROWS, DATA_LENGTH + INDEX_LENGTH"
                + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME";
        var tables = new ArrayList<TableSurvey>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                String engine = row.getString(2);
                String collation = row.getString(3);
                tables.add(new TableSurvey(
                        row.getString(1),
                        engine == null ? "" : engine,
                        collation == null ? "" : collation.replaceFirst("_.*", ""),
                        row.getLong(4),
                        row.getLong(5)));
            }
        }
        return tables;
    }

    private static List<String> triggers(Connection connection) throws SQLException {
        var names = new TreeSet<String>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return List.copyOf(names);
    }

    public long rows() {
        return tables.stream().mapToLong(TableSurvey::rows).sum();
    }

    public long bytes() {
        return tables.stream().mapToLong(TableSurvey::bytes).sum();
    }

    /** How many tables there are of each storage engine; views are left out. */
    public Map<String, Long> engines() {
        Map<String, Long> engines = new TreeMap<>();
        tables.stream().filter(table -> !table.isView()).forEach(table -> engines.merge(table.engine(), 1L, Long::sum));
        return engines;
    }

    /** How many tables there are of each character set; views are left out. */
    public Map<String, Long> charsets() {
        Map<String, Long> charsets = new TreeMap<>();
        tables.stream()
                .filter(table -> !table.isView())
                .forEach(table -> charsets.merge(table.charset(), 1L, Long::sum));
        return charsets;
    }
}
