package dev.gangway.events.envelope;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimal numbers between text and Avro's unscaled bytes, by a long where it is enough, which is nearly always. Stateless. */
final class DecimalText {
    private static final int DIGITS_OF_A_LONG = 18;

    private DecimalText() {}

    /** True for digits with just so many behind the point, few enough for a long, and nothing else but a minus before them. */
    static boolean isPlain(String text, int scale) {
        int length = text.length();
        int first = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        int point = scale == 0 ? length : length - scale - 1;
        if (point <= first || length - first > DIGITS_OF_A_LONG || (scale > 0 && text.charAt(point) != '.')) {
            return false;
        }
        for (int i = first; i < length; i++) {
            char c = text.charAt(i);
            if (i != point && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** The digits of a plain text as one number. */
    static long unscaled(String text) {
        long value = 0;
        boolean negative = text.charAt(0) == '-';
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.') {
                value = 10 * value + (c - '0');
            }
        }
        return negative ? -value : value;
    }

    /** The text of unscaled bytes. */
    static String of(byte[] bytes, int scale) {
        if (bytes.length == 0 || bytes.length > Long.BYTES || scale > DIGITS_OF_A_LONG) {
            return new BigDecimal(new BigInteger(bytes), scale).toPlainString();
        }
        long value = bytes[0];
        for (int i = 1; i < bytes.length; i++) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value == Long.MIN_VALUE ? BigDecimal.valueOf(value, scale).toPlainString() : text(value, scale);
    }

    private static String text(long value, int scale) {
        String digits = Long.toString(Math.abs(value));
        var out = new StringBuilder(digits.length() + scale + 3);
        if (value < 0) {
            out.append('-');
        }
        if (scale == 0) {
            return out.append(digits).toString();
        }
        int whole = digits.length() - scale;
        if (whole > 0) {
            return out.append(digits, 0, whole)
                    .append('.')
                    .append(digits, whole, digits.length())
                    .toString();
        }
        return out.append("0.").append("0".repeat(-whole)).append(digits).toString();
    }
}
