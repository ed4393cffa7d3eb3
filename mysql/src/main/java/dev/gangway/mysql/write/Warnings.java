package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the server warned of after a statement and counts it by column. */
final class Warnings {
    private static final Pattern COLUMN =
            Pattern.compile("column '([^']+)'|column (?:`[^`]+`\\.){0,2}`([^`]+)`", Pattern.CASE_INSENSITIVE);

    /** What any server keeps by default. */
    private static final int LEAST_KEPT = 64;

    private Warnings() {}

    private static final Pattern ROW = Pattern.compile("at row (\\d+)$");

    /** The same for a statement that wrote these rows, whose keys are kept; returns how many warnings the server forgot. */
    static long collect(Statement statement, Table table, List<Row> rows, WriteLosses losses) throws SQLException {
        long seen = 0;
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            seen++;
            Loss.Kind kind = kind(warning);
            if (kind == null) {
                continue;
            }
            var loss = new Loss(table.name(), column(warning), kind);
            int row = row(warning);
            if (row >= 1 && row <= rows.size()) {
                losses.add(loss, table, rows.get(row - 1));
            } else {
                losses.add(loss, 1);
            }
        }
        statement.clearWarnings();
        return forgotten(statement, seen);
    }

    /** A server keeps so many warnings of a statement and only counts the others; only administrators may let it keep all. */
    private static long forgotten(Statement statement, long seen) throws SQLException {
        return seen < LEAST_KEPT
                ? 0
                : Math.max(0, Statements.queryLong(statement.getConnection(), "SELECT @@warning_count") - seen);
    }

    /** Counts warnings of which no more is known. */
    static void addForgotten(String table, long count, WriteLosses losses) {
        if (count > 0) {
            losses.add(new Loss(table, "", Loss.Kind.OTHER), count);
        }
    }

    /** Counts from 1; 0 when the server does not say. */
    private static int row(SQLWarning warning) {
        Matcher matcher = ROW.matcher(String.valueOf(warning.getMessage()).strip());
        return matcher.find() && matcher.group(1).length() < 9 ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Asks the server only when the statement's result said that there are warnings. */
    static void collect(Statement statement, String table, WriteLosses losses) throws SQLException {
        long seen = 0;
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            seen++;
            Loss.Kind kind = kind(warning);
            if (kind != null) {
                losses.add(new Loss(table, column(warning), kind), 1);
            }
        }
        statement.clearWarnings();
        addForgotten(table, forgotten(statement, seen), losses);
    }

    private static String column(SQLWarning warning) {
        Matcher matcher = COLUMN.matcher(String.valueOf(warning.getMessage()));
        if (!matcher.find()) {
            return "";
        }
        String quoted = matcher.group(1);
        return quoted != null ? quoted : matcher.group(2);
    }

    /** Null for warnings that are no loss: a default used for a column that was not given, notes, deprecations. */
    private static Loss.@Nullable Kind kind(SQLWarning warning) {
        return switch (warning.getErrorCode()) {
            case 1406, 1265, 1300, 1917, 1977, 3854 -> Loss.Kind.TRUNCATED;
            case 1366 ->
                String.valueOf(warning.getMessage()).contains("string value") ? Loss.Kind.TRUNCATED : Loss.Kind.COERCED;
            case 1264, 1690, 1441, 1916 -> Loss.Kind.OUT_OF_RANGE;
            case 1292, 1411, 1918 -> Loss.Kind.COERCED;
            case 1048, 1263 -> Loss.Kind.NULL_REPLACED;
            case 1062, 1586 -> Loss.Kind.DUPLICATE;
            case 1261, 1262 -> Loss.Kind.OTHER;
            default -> null;
        };
    }
}
