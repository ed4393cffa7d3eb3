package dev.gangway.proof.row;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a value that was written to a column is what now stands in it: what the server itself makes of a value on its way in
 * (scale of decimals, range of integers, length and character set of text) is no difference. Immutable.
 */
public final class StoredForm {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private static final Pattern LONG_CHARACTERS = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");
    private static final int DAY = "2014-01-01".length();

    private final Column column;
    private final int length;
    private final int scale;

    public StoredForm(Column column) {
        this.column = column;
        String[] sizes = sizes(column.type());
        this.length = sizes.length > 0 ? Integer.parseInt(sizes[0].strip()) : -1;
        this.scale = scaleOf(column);
    }

    private static String[] sizes(String type) {
        int open = type.indexOf('(');
        String inner = open < 0 ? "" : type.substring(open + 1, type.indexOf(')', open));
        return inner.matches("\\d+(\\s*,\\s*\\d+)?") ? inner.split(",") : new String[0];
    }

    /** Digits behind the point; 0 of whole numbers. */
    public static int scaleOf(Column column) {
        String[] sizes = sizes(column.type());
        return column.kind() == ColumnKind.DECIMAL && sizes.length > 1 ? Integer.parseInt(sizes[1].strip()) : 0;
    }

    /** True when the server stores the written value as the other one. */
    public boolean isSame(@Nullable Object written, @Nullable Object stored) {
        if (written == null || stored == null) {
            return written == stored || (stored != null && !column.nullable() && isEmptyValue(text(stored)));
        }
        if (written.equals(stored)) {
            return true;
        }
        if (written instanceof byte[] a && stored instanceof byte[] b) {
            return Arrays.equals(a, b);
        }
        String text = text(written);
        String now = text(stored);
        return switch (column.kind()) {
            case INTEGER, DECIMAL -> sameDigits(text, now) || sameNumber(text, now);
            case FLOATING -> sameDouble(text, now);
            case TEXT -> sameText(text, now);
            case TEMPORAL -> moment(text).equals(now);
            default -> text.equals(now);
        };
    }

    /** What the server writes for NULL where NULL cannot stand; a time may be that of the writing. */
    private boolean isEmptyValue(String stored) {
        return switch (column.kind()) {
            case INTEGER, DECIMAL, FLOATING -> stored.matches("0*(\\.0*)?(E0)?");
            case TEMPORAL -> true;
            default -> stored.isEmpty() || column.baseType().equals("enum") || stored.charAt(0) == 0;
        };
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                : value.toString();
    }

    /** The same number but for zeros at its end, as a column with more digits stores it: nearly every number that differs as text. */
    private static boolean sameDigits(String written, String stored) {
        return withoutLastZeros(written).equals(withoutLastZeros(stored));
    }

    private static String withoutLastZeros(String number) {
        if (number.indexOf('.') < 0) {
            return number;
        }
        int end = number.length();
        while (number.charAt(end - 1) == '0') {
            end--;
        }
        return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private boolean sameNumber(String written, String stored) {
        try {
            BigDecimal rounded = number(written).setScale(scale, RoundingMode.HALF_UP);
            return clamp(rounded).compareTo(new BigDecimal(stored)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A day without its time, or the beginning of a day. */
    private String moment(String text) {
        boolean day = text.length() == DAY;
        return switch (column.baseType()) {
            case "date" -> day ? text : text.substring(0, Math.min(DAY, text.length()));
            case "datetime", "timestamp" -> day ? text + " 00:00:00" : text;
            default -> text;
        };
    }

    /** The number that a text begins with; 0 when it begins with none, as the server reads it. */
    private static BigDecimal number(String text) {
        var matcher = NUMBER.matcher(text.strip());
        return matcher.lookingAt() ? new BigDecimal(matcher.group()) : BigDecimal.ZERO;
    }

    private BigDecimal clamp(BigDecimal value) {
        BigDecimal max;
        BigDecimal min;
        if (column.baseType().equals("decimal")) {
            max = new BigDecimal(BigInteger.TEN.pow(length).subtract(BigInteger.ONE), scale);
            min = max.negate();
        } else {
            int bits = bits(column.baseType());
            BigInteger top = BigInteger.TWO.pow(column.isUnsigned() ? bits : bits - 1);
            max = new BigDecimal(top.subtract(BigInteger.ONE));
            min = new BigDecimal(top.negate());
        }
        return value.min(max).max(column.isUnsigned() ? BigDecimal.ZERO : min);
    }

    private static int bits(String type) {
        return switch (type) {
            case "tinyint" -> 8;
            case "smallint" -> 16;
            case "mediumint" -> 24;
            case "int", "integer" -> 32;
            default -> 64;
        };
    }

    private boolean sameDouble(String written, String stored) {
        try {
            double value = Double.parseDouble(written);
            double kept = column.baseType().equals("float") ? (float) value : value;
            return Double.compare(kept, Double.parseDouble(stored)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean sameText(String written, String stored) {
        return sameFitting(written, stored) || (isOfThreeBytes() && sameWithoutLongCharacters(written, stored));
    }

    private boolean isOfThreeBytes() {
        return "utf8".equals(column.charset()) || "utf8mb3".equals(column.charset());
    }

    /** Characters of four bytes, such as emoji, do not fit: servers write question marks for them or cut the text in front of the first. */
    private boolean sameWithoutLongCharacters(String written, String stored) {
        Matcher found = LONG_CHARACTERS.matcher(written);
        if (!found.find()) {
            return false;
        }
        String cut = written.substring(0, found.start());
        return sameFitting(cut, stored) || sameFitting(found.replaceAll("?"), stored);
    }

    private boolean sameFitting(String written, String stored) {
        boolean limited = length >= 0 && column.baseType().endsWith("char");
        String kept = limited && written.codePointCount(0, written.length()) > length
                ? written.substring(0, written.offsetByCodePoints(0, length))
                : written;
        return kept.equals(stored)
                || (column.baseType().equals("char") && kept.stripTrailing().equals(stored));
    }
}
