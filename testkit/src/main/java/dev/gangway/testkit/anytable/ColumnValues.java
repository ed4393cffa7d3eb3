package dev.gangway.testkit.anytable;

import dev.gangway.core.schema.Column;
import dev.gangway.testkit.shop.Words;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Random values that a column of the source and every column of the target that they are copied to can hold: extremes, zero
 * dates, all letters. One thread.
 */
final class ColumnValues {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final long FIRST_SECOND = LocalDateTime.of(2011, 3, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final int SECONDS = 8 * 365 * 86_400;
    private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");
    private static final Pattern LABELS = Pattern.compile("'((?:[^']|'')*)'");
    private static final int LONGEST_TEXT = 60;

    private final Random random;
    private final Words words;
    private int tokens;

    ColumnValues(Random random) {
        this.random = random;
        this.words = new Words(random);
    }

    /** A value for a column that need not be unique; the column itself comes first. */
    @Nullable
    Object any(List<Column> alike) {
        boolean nullable = alike.stream().allMatch(Column::nullable);
        return nullable && random.nextInt(4) == 0 ? null : some(alike);
    }

    /** A value other than NULL. */
    Object some(List<Column> alike) {
        Column column = alike.get(0);
        return switch (column.baseType()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> integer(alike);
            case "decimal" -> decimal(alike);
            case "float", "double" -> random.nextInt(4_000) / 8.0;
            case "date", "datetime", "timestamp" -> moment(alike);
            case "enum", "set" -> label(column.type());
            case "binary", "varbinary", "blob", "mediumblob", "longblob", "tinyblob" -> bytes(alike);
            default -> words.phrase(room(alike), charset(column));
        };
    }

    /** A value that no other row has: a new word, or a number that is not given again. */
    Object unique(List<Column> alike) {
        tokens++;
        Column column = alike.get(0);
        return switch (column.baseType()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" ->
                BigInteger.valueOf(1 + random.nextInt(200)).min(top(alike));
            case "decimal", "float", "double" -> decimal(alike);
            case "date", "datetime", "timestamp" -> moment(alike);
            default -> {
                String token = Long.toString(random.nextInt(36 * 36 * 36), 36) + Integer.toString(tokens, 36);
                yield token.substring(0, Math.min(token.length(), room(alike)));
            }
        };
    }

    private Object integer(List<Column> alike) {
        BigInteger top = top(alike);
        boolean signed = alike.stream().noneMatch(Column::isUnsigned);
        int kind = random.nextInt(40);
        if (kind == 0) {
            return signed && random.nextBoolean() ? top.negate() : top;
        }
        int bound = kind < 25 ? 3 : 1_000;
        BigInteger small = BigInteger.valueOf(random.nextInt(bound)).min(top);
        return signed && kind == 1 ? small.negate() : small;
    }

    /** The largest number that all hold. */
    private static BigInteger top(List<Column> alike) {
        return alike.stream().map(ColumnValues::top).reduce(BigInteger::min).orElseThrow();
    }

    private static BigInteger top(Column column) {
        int bits =
                switch (column.baseType()) {
                    case "tinyint" -> 8;
                    case "smallint" -> 16;
                    case "mediumint" -> 24;
                    case "bigint" -> 64;
                    default -> 32;
                };
        return BigInteger.TWO.pow(column.isUnsigned() ? bits : bits - 1).subtract(BigInteger.ONE);
    }

    private Object decimal(List<Column> alike) {
        int whole = 9;
        int scale = 4;
        for (Column column : alike) {
            Matcher numbers = NUMBERS.matcher(column.type());
            if (numbers.find()) {
                int places = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
                scale = Math.min(scale, places);
                whole = Math.min(whole, Integer.parseInt(numbers.group(1)) - places);
            }
        }
        BigInteger limit = BigInteger.TEN.pow((random.nextInt(40) == 0 ? whole : Math.min(whole, 4)) + scale);
        var digits = new BigInteger(limit.bitLength(), random).mod(limit);
        boolean negative = alike.stream().noneMatch(Column::isUnsigned) && random.nextInt(20) == 0;
        return new BigDecimal(negative ? digits.negate() : digits, scale);
    }

    private Object moment(List<Column> alike) {
        boolean zero = random.nextInt(30) == 0;
        String moment = zero ? "0000-00-00 00:00:00" : dateTime();
        boolean day = alike.stream().anyMatch(column -> column.baseType().equals("date"));
        return day ? moment.substring(0, 10) : moment;
    }

    private String dateTime() {
        return LocalDateTime.ofEpochSecond(FIRST_SECOND + random.nextInt(SECONDS), 0, ZoneOffset.UTC)
                .format(DATE_TIME);
    }

    private String label(String type) {
        List<String> labels =
                LABELS.matcher(type).results().map(result -> result.group(1)).toList();
        return labels.get(random.nextInt(labels.size()));
    }

    private byte[] bytes(List<Column> alike) {
        byte[] value = new byte[Math.min(random.nextBoolean() ? 4 : 16, room(alike))];
        random.nextBytes(value);
        return value;
    }

    /** Characters that all hold. */
    private static int room(List<Column> alike) {
        int room = LONGEST_TEXT;
        for (Column column : alike) {
            Matcher numbers = NUMBERS.matcher(column.type());
            if (numbers.find()) {
                room = Math.min(room, Integer.parseInt(numbers.group(1)));
            }
        }
        return room;
    }

    private static String charset(Column column) {
        String charset = column.charset();
        return charset == null ? "latin1" : charset;
    }
}
