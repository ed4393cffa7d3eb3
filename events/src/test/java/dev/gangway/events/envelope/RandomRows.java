package dev.gangway.events.envelope;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Tables and rows of every type, with the extremes of each. */
final class RandomRows {
    private static final List<String> TYPES = List.of(
            "tinyint(4)",
            "tinyint(3) unsigned",
            "smallint(5) unsigned",
            "mediumint(8)",
            "int(11)",
            "int(10) unsigned",
            "int(5) unsigned zerofill",
            "bigint(20)",
            "bigint(20) unsigned",
            "year(4)",
            "decimal(12,4)",
            "decimal(65,30)",
            "decimal",
            "float",
            "double",
            "date",
            "datetime",
            "timestamp",
            "time(6)",
            "char(10)",
            "varchar(255)",
            "mediumtext",
            "enum('a','b')",
            "set('x','y')",
            "json",
            "binary(4)",
            "varbinary(10)",
            "longblob",
            "bit(9)");
    private static final List<String> NAMES =
            List.of("id", "__present", "größe", "1st", "a b", "a_b", "a-b", "order", "", "日本");

    private final Random random;

    RandomRows(long seed) {
        this.random = new Random(seed);
    }

    Table table() {
        var columns = new ArrayList<Column>();
        int count = 1 + random.nextInt(15);
        for (int i = 0; i < count; i++) {
            String name = i < NAMES.size() ? NAMES.get(i) : "c" + i;
            columns.add(new Column(name, TYPES.get(random.nextInt(TYPES.size())), true, null, false, false, null));
        }
        return new Table("t-" + random.nextInt(100), columns, List.of("id"), List.of(), List.of(), "InnoDB", false, 0);
    }

    Row row(Table table, boolean partial) {
        var row = new Row(Layout.of(table));
        for (int i = 0; i < table.columns().size(); i++) {
            if (!partial || random.nextBoolean()) {
                row.set(i, value(table.columns().get(i)));
            }
        }
        return row;
    }

    @Nullable
    Object value(Column column) {
        if (random.nextInt(8) == 0) {
            return null;
        }
        if (column.type().contains("zerofill")) {
            return String.format("%05d", random.nextInt(99_999));
        }
        return switch (column.kind()) {
            case INTEGER -> integer(column);
            case DECIMAL -> decimal(column);
            case FLOATING -> Double.toString(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
            case TEMPORAL -> pick("0000-00-00 00:00:00", "2014-02-00", "-838:59:59.000001", "9999-12-31 23:59:59");
            case TEXT ->
                random.nextInt(6) == 0 ? bytes() : pick("", " trailing ", "null", "\uD83D\uDE00é\u0000", "a\"b\\");
            case BINARY, BIT -> bytes();
        };
    }

    private Object integer(Column column) {
        if (column.type().startsWith("year")) {
            return pick("0000", "1901", "2155");
        }
        return switch (column.type()) {
            case "bigint(20) unsigned" -> pick("0", "18446744073709551615", "9223372036854775808");
            case "bigint(20)" -> pick("-9223372036854775808", "9223372036854775807", "-1");
            case "int(10) unsigned" -> pick("0", "4294967295");
            case "int(11)" -> pick("-2147483648", "2147483647");
            default -> Integer.toString(random.nextInt(128));
        };
    }

    private String decimal(Column column) {
        int digits = column.type().contains("65") ? 60 : 8;
        int scale = column.type().contains("30") ? 30 : column.type().contains("4") ? 4 : 0;
        return new BigDecimal(new BigInteger(digits * 3, random).negate(), scale).toPlainString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
