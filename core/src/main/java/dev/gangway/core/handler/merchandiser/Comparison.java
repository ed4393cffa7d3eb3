package dev.gangway.core.handler.merchandiser;

import java.util.List;

/** An operator and the value to compare with, as Magento 1's merchandiser wrote them into one text. */
record Comparison(String operator, String value) {

    private record Sign(String text, String operator) {}

    /** The old tool tests all of these and the last one that occurs wins. */
    private static final List<Sign> STRICT = List.of(
            new Sign(">=", "gte"),
            new Sign("<=", "lte"),
            new Sign("=", "eq"),
            new Sign("!", "neq"),
            new Sign(">", "gt"),
            new Sign("<", "lt"),
            new Sign("*", "like"));

    /** The first one that the text starts with counts. */
    private static final List<Sign> LEADING = List.of(
            new Sign(">=", "gte"),
            new Sign("<=", "lte"),
            new Sign("!=", "neq"),
            new Sign("!", "neq"),
            new Sign("=", "eq"),
            new Sign(">", "gt"),
            new Sign("<", "lt"));

    static Comparison of(String text, boolean strict) {
        return strict ? ofLastSign(text) : ofLeadingSign(text);
    }

    private static Comparison ofLastSign(String text) {
        var result = new Comparison("eq", text);
        for (Sign sign : STRICT) {
            if (text.contains(sign.text)) {
                result = new Comparison(sign.operator, text.replace(sign.text, ""));
            }
        }
        return result;
    }

    private static Comparison ofLeadingSign(String text) {
        if (text.contains("*")) {
            return new Comparison("like", text.replace("*", ""));
        }
        for (Sign sign : LEADING) {
            if (text.startsWith(sign.text)) {
                return new Comparison(sign.operator, text.substring(sign.text.length()));
            }
        }
        return new Comparison("eq", text);
    }
}
