package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.Identifiers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** One table of the target as keeping and bringing back need it; names are real names in the connection's database. */
final class TargetTable {
    private static final int MAX_NAME = 64;
    private static final int HASH = 8;
    private static final Pattern NEXT_ID = Pattern.compile("(\\n\\).*?) AUTO_INCREMENT=(\\d+)");

    private TargetTable() {}

    /** The server's own CREATE TABLE statement; empty when there is no such table. */
    static Optional<String> createStatement(Connection connection, String table) throws SQLException {
        String sql = "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?"
                + " AND TABLE_TYPE <> 'VIEW'";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
            }
        }
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + Identifiers.quote(table))) {
            row.next();
            return Optional.of(row.getString(2));
        }
    }

    static boolean hasRows(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM " + Identifiers.quote(table) + " LIMIT 1")) {
            return row.next();
        }
    }

    /** Copies all rows between tables of one shape, given by quoted names; columns are those of {@code shape}. */
    static long copyRows(Connection connection, String from, String to, String shape) throws SQLException {
        String columns = Identifiers.list(columns(connection, shape));
        return execute(connection, "INSERT INTO " + to + " (" + columns + ") SELECT " + columns + " FROM " + from);
    }

    /** Columns that take values: not the generated ones. */
    private static List<String> columns(Connection connection, String table) throws SQLException {
        String sql = "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()"
                + " AND TABLE_NAME = ? AND EXTRA NOT LIKE '%VIRTUAL%' AND EXTRA NOT LIKE '%STORED%'"
                + " AND EXTRA NOT LIKE '%PERSISTENT%' ORDER BY ORDINAL_POSITION";
        var columns = new ArrayList<String>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
        }
        return columns;
    }

    /** Empties the table; makes it anew when its structure is not the wanted one. */
    static void reshape(Connection connection, String table, String createSql) throws SQLException {
        Optional<String> now = createStatement(connection, table);
        if (now.isPresent() && withoutNextId(now.get()).equals(withoutNextId(createSql))) {
            if (!now.get().equals(createSql) || hasRows(connection, table)) {
                execute(connection, "TRUNCATE TABLE " + Identifiers.quote(table));
            }
            return;
        }
        execute(connection, "DROP TABLE IF EXISTS " + Identifiers.quote(table));
        execute(connection, createSql);
    }

    /** Sets the next generated id where the rows alone would give another one. */
    static void setNextId(Connection connection, String table, String createSql) throws SQLException {
        Matcher wanted = NEXT_ID.matcher(createSql);
        if (!wanted.find()
                || createStatement(connection, table).filter(createSql::equals).isPresent()) {
            return;
        }
        execute(connection, "ALTER TABLE " + Identifiers.quote(table) + " AUTO_INCREMENT = " + wanted.group(2));
    }

    private static String withoutNextId(String createSql) {
        return NEXT_ID.matcher(createSql).replaceFirst("$1");
    }

    /** The name, or its beginning and a hash of all of it when it is too long for a table. */
    static String shortened(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        var sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return name.substring(0, MAX_NAME - HASH - 1) + "_" + String.format("%08x", sum.getValue());
    }

    static long execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeLargeUpdate(sql);
        }
    }
}
