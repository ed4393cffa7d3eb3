package dev.gangway.proof.row;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checksums of rows, computed by the server that holds them: of values in a form that all servers write alike, with lengths before texts so
 * that no value runs into the next. Equal checksums mean equal rows; unequal ones may still mean the same, and are for a comparison
 * of rows to judge. A row's checksum has 64 bits. Of few values it is the product of two CRCs, one of them of the values in the other
 * order: it takes a server a quarter of the time of MD5 and its conversion to a number, and unlike a CRC it is not linear, under which
 * two rows that swap a value would cancel each other out. Of many values MD5 is quicker, since each is then written once. Immutable.
 */
public final class RowSums {
    private static final int LONG_TEXT = 256; // characters
    private static final int FEW = 8;
    private static final int DIGITS = 16; // of MD5, 64 bits

    private final String table;
    private final List<String> key;
    private final List<ColumnKind> kinds;
    private final String hash;

    /**
     * @param table quoted
     * @param columns whose values count
     * @param scales digits behind the point that each of them is compared with
     */
    public RowSums(String table, List<Column> key, List<Column> columns, List<Integer> scales) {
        this.table = table;
        this.key = key.stream().map(Column::name).toList();
        this.kinds = key.stream().map(Column::kind).toList();
        var parts = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            parts.addAll(parts(columns.get(i), scales.get(i)));
        }
        this.hash = parts.size() <= FEW ? product(parts) : digest(parts);
    }

    private static String product(List<String> parts) {
        var back = new ArrayList<>(parts);
        Collections.reverse(back);
        return "CRC32(CONCAT_WS(',', " + String.join(", ", parts) + ")) * CRC32(CONCAT_WS('.', "
                + String.join(", ", back) + "))";
    }

    private static String digest(List<String> parts) {
        return "CAST(CONV(LEFT(MD5(CONCAT_WS(',', " + String.join(", ", parts) + ")), " + DIGITS
                + "), 16, 10) AS UNSIGNED)";
    }

    /** True when servers of any kind write the values of two columns alike. */
    public static boolean isPossible(Column source, Column target) {
        boolean alike =
                switch (source.kind()) {
                    case INTEGER, DECIMAL, TEXT, BINARY -> true;
                    case TEMPORAL -> source.baseType().equals(target.baseType());
                    case FLOATING, BIT -> false;
                };
        return alike && source.kind() == target.kind();
    }

    /** What stands for a column; NULL is told from every value. */
    private static List<String> parts(Column column, int scale) {
        String name = Identifiers.quote(column.name());
        return switch (column.kind()) {
            case INTEGER -> List.of("COALESCE(" + name + " + 0, '~')");
            case DECIMAL -> List.of("COALESCE(" + decimal(column, scale) + ", '~')");
            case TEXT -> text(column, "CONVERT(" + name + " USING utf8mb4)");
            case BINARY -> List.of("COALESCE(MD5(" + name + "), '~')");
            default -> List.of("COALESCE(CAST(" + name + " AS CHAR), '~')");
        };
    }

    private static String decimal(Column column, int scale) {
        String name = Identifiers.quote(column.name());
        boolean isPlain = StoredForm.scaleOf(column) == scale && !column.type().contains("zerofill");
        return isPlain ? name : "CAST(" + name + " AS DECIMAL(65, " + scale + "))";
    }

    /** A long text stands as a hash, since a row's parts together have to fit into a packet. */
    private static List<String> text(Column column, String value) {
        String name = Identifiers.quote(column.name());
        String shown = column.baseType().endsWith("char")
                ? value
                : "IF(CHAR_LENGTH(" + name + ") > " + LONG_TEXT + ", MD5(" + value + "), " + value + ")";
        return List.of("COALESCE(LENGTH(" + value + "), '~')", "COALESCE(" + shown + ", '')");
    }

    /**
     * The checksum of some rows.
     *
     * @param hashed of how many of them the server could compute it
     */
    public record Sum(long rows, long hashed, String hash) {

        public boolean equalsWhole(Sum other) {
            return rows == hashed && equals(other);
        }
    }

    /** Of all rows for which the condition holds. */
    public Sum sum(Connection connection, String condition) throws SQLException {
        String sql = "SELECT COUNT(*), COUNT(h), BIT_XOR(h) FROM (SELECT " + hash + " AS h FROM " + table + " WHERE "
                + condition + ") x";
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return new Sum(row.getLong(1), row.getLong(2), String.valueOf(row.getString(3)));
            }
        }
    }

    /** A row's key with its checksum, null when the server could not compute it. */
    public record Summed(Row key, @Nullable String hash) {}

    /** Of each row, in the order that the rest of the query says. */
    public List<Summed> each(Connection connection, String document, String rest) throws SQLException {
        var layout = new Layout(document, key);
        String columns = key.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
        var all = new ArrayList<Summed>();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row =
                    statement.executeQuery("SELECT " + columns + ", " + hash + " FROM " + table + " WHERE " + rest)) {
                while (row.next()) {
                    all.add(new Summed(key(row, layout), row.getString(key.size() + 1)));
                }
            }
        }
        return all;
    }

    private Row key(ResultSet row, Layout layout) throws SQLException {
        var values = new @Nullable Object[key.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = kinds.get(i).isBytes() ? row.getBytes(i + 1) : row.getString(i + 1);
        }
        return Row.full(layout, values);
    }
}
