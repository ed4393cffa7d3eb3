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

    private Warnings() {}

    private static final Pattern ROW = Pattern.compile("at row (\\d+)$");

    /** The same for a statement that wrote these rows, whose keys are kept. */
    static void collect(Statement statement, Table table, List<Row> rows, WriteLosses losses) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
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
    }

    /** Counts from 1; 0 when the server does not say. */
    private static int row(SQLWarning warning) {
        Matcher matcher = ROW.matcher(String.valueOf(warning.getMessage()).strip());
        return matcher.find() && matcher.group(1).length() < 9 ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Asks the server only when the statement's result said that there are warnings. */
    static void collect(Statement statement, String table, WriteLosses losses) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            Loss.Kind kind = kind(warning);
            if (kind != null) {
                losses.add(new Loss(table, column(warning), kind), 1);
            }
        }
        statement.clearWarnings();
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
            case 1406, 1265 -> Loss.Kind.TRUNCATED;
            case 1366 ->
                String.valueOf(warning.getMessage()).contains("string value") ? Loss.Kind.TRUNCATED : Loss.Kind.COERCED;
            case 1264, 1690 -> Loss.Kind.OUT_OF_RANGE;
            case 1292, 1411 -> Loss.Kind.COERCED;
            case 1048, 1263 -> Loss.Kind.NULL_REPLACED;
            case 1062, 1586 -> Loss.Kind.DUPLICATE;
            case 1261, 1262 -> Loss.Kind.OTHER;
            default -> null;
        };
    }
}
