package dev.gangway.testkit.shop;

import org.jspecify.annotations.Nullable;

/**
 * One column of the sample shop as its facts file tells it.
 *
 * @param type the SQL type without sign and attributes: {@code varchar(32)}, {@code decimal(12,4)}, {@code int}
 * @param defaultValue {@code now}, {@code zero}, a number or quoted text; null for none
 */
public record ShopColumn(
        String name,
        String type,
        boolean unsigned,
        boolean nullable,
        boolean autoIncrement,
        boolean onUpdateNow,
        @Nullable String defaultValue) {

    /** The type's name alone. */
    public String baseType() {
        int end = type.indexOf('(');
        return end < 0 ? type : type.substring(0, end);
    }

    /** The number or the first of the two numbers in the type's brackets, 0 without brackets. */
    public int length() {
        int open = type.indexOf('(');
        if (open < 0) {
            return 0;
        }
        int end = type.indexOf(',') > 0 ? type.indexOf(',') : type.indexOf(')');
        return Integer.parseInt(type.substring(open + 1, end));
    }

    /** Digits after the point of a decimal, 0 otherwise. */
    public int scale() {
        int comma = type.indexOf(',');
        return comma < 0 ? 0 : Integer.parseInt(type.substring(comma + 1, type.indexOf(')')));
    }

    boolean mayBeLeftOut() {
        return nullable || autoIncrement || defaultValue != null;
    }
}
