package dev.gangway.core.php;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers the way PHP writes and recognises them. */
public final class PhpNumbers {
    private static final int EXACT_DIGITS = 15;
    private static final int MAX_DIGITS = 17;

    /** Magento 2 sets {@code serialize_precision} to this when it starts. */
    private static final int MAGENTO_DIGITS = 14;

    private static final double TINY = 1e-290;
    private static final double MAX_EXACT = 1e14;
    /** Between these Java prints without exponent. */
    private static final double MIN_FIXED = 1e-3;

    private static final double MAX_FIXED = 1e7;

    private PhpNumbers() {}

    /**
     * The shortest decimal that reads back as the same double, as PHP 7.1 and newer print it: fixed notation down to
     * {@code 0.0001} and up to 17 digits, else {@code 1.0e-5}. Infinities and NaN are {@code INF}, {@code -INF}, {@code NAN}.
     *
     * @param exponent {@code 'e'} in JSON, {@code 'E'} elsewhere
     */
    public static String format(double value, char exponent) {
        return format(value, MAX_DIGITS, exponent);
    }

    /** As {@link #format(double, char)}, but rounded to 14 digits as Magento 2 lets PHP do: 5.880000000000001 is 5.88. */
    static String formatRounded(double value, char exponent) {
        return format(value, MAGENTO_DIGITS, exponent);
    }

    private static String format(double value, int maxDigits, char exponent) {
        if (Double.isNaN(value)) {
            return "NAN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "INF" : "-INF";
        }
        String simple = simple(value);
        if (simple != null) {
            return simple;
        }
        String sign = Double.compare(value, 0.0) < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0";
        }
        double absolute = Math.abs(value);
        BigDecimal number = maxDigits == MAX_DIGITS
                ? shortest(absolute)
                : new BigDecimal(absolute).round(new MathContext(maxDigits, RoundingMode.HALF_EVEN));
        BigDecimal plain = number.stripTrailingZeros();
        String digits = plain.unscaledValue().toString();
        return sign + place(digits, digits.length() - plain.scale(), maxDigits, exponent);
    }

    /** Whole numbers and short decimals, which are nearly all: Java prints them the same; null for others. */
    private static @Nullable String simple(double value) {
        if (value == (long) value && value != 0 && Math.abs(value) < MAX_EXACT) {
            return Long.toString((long) value);
        }
        if (Math.abs(value) < MIN_FIXED || Math.abs(value) >= MAX_FIXED) {
            return null;
        }
        String printed = Double.toString(value);
        return printed.length() <= EXACT_DIGITS ? printed : null;
    }

    private static String place(String digits, int point, int maxDigits, char exponent) {
        if (point < -3 || point > maxDigits) {
            String fraction = digits.length() > 1 ? digits.substring(1) : "0";
            int power = point - 1;
            return digits.charAt(0) + "." + fraction + exponent + (power < 0 ? '-' : '+') + Math.abs(power);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    /** JDK 17 does not always print the shortest form, so only up to 15 digits are taken from it: those are unique. */
    private static BigDecimal shortest(double value) {
        BigDecimal printed = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (printed.precision() <= EXACT_DIGITS && value > TINY) {
            return printed;
        }
        var exact = new BigDecimal(value);
        for (int digits = value > TINY ? EXACT_DIGITS : 1; digits < MAX_DIGITS; digits++) {
            BigDecimal candidate = closest(exact, value, digits);
            if (candidate != null) {
                return candidate;
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static @Nullable BigDecimal closest(BigDecimal exact, double value, int digits) {
        BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
        BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
        boolean downFits = down.doubleValue() == value;
        boolean upFits = up.doubleValue() == value;
        if (downFits && upFits) {
            int nearer = exact.subtract(down).compareTo(up.subtract(exact));
            return nearer < 0 || (nearer == 0 && !down.unscaledValue().testBit(0)) ? down : up;
        }
        return downFits ? down : upFits ? up : null;
    }

    /**
     * True for what PHP's {@code is_numeric} accepts: an integer or decimal with optional sign and exponent, with blanks
     * around it.
     */
    public static boolean isNumeric(@Nullable String text) {
        return text != null && isFloatLiteral(PhpText.trimWhitespace(text));
    }

    /** True for sign, digits with an optional point, and an optional exponent; no blanks, nothing else. */
    static boolean isFloatLiteral(String text) {
        int length = text.length();
        int i = isSign(text, 0) ? 1 : 0;
        int whole = digitsEnd(text, i);
        int digits = whole - i;
        i = whole;
        if (i < length && text.charAt(i) == '.') {
            int fraction = digitsEnd(text, i + 1);
            digits += fraction - i - 1;
            i = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (i < length && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int start = isSign(text, i + 1) ? i + 2 : i + 1;
            i = digitsEnd(text, start);
            if (i == start) {
                return false;
            }
        }
        return i == length;
    }

    private static boolean isSign(String text, int index) {
        return index < text.length() && (text.charAt(index) == '-' || text.charAt(index) == '+');
    }

    private static int digitsEnd(String text, int from) {
        int i = Math.min(from, text.length());
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
