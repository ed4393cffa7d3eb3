package dev.gangway.core.rules;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A name with {@code *} of a document ignore rule: anchored at the start only, {@code *} stands for any characters or none,
 * and every other regular-expression character is live, as the format has always been read.
 *
 * @throws PatternSyntaxException from {@link #of} when those characters do not make an expression
 */
record DocumentPattern(String[] literals, Pattern expression) {
    private static final Pattern LIVE = Pattern.compile("[^\\w* $-]");

    static DocumentPattern of(String rule) {
        String collapsed = rule.replaceAll("\\*+", "*");
        boolean literal = !LIVE.matcher(rule).find() && rule.indexOf('$') < 0;
        String[] literals = literal ? collapsed.split("\\*", -1) : new String[0];
        return new DocumentPattern(literals, Pattern.compile("^" + collapsed.replace("*", ".*")));
    }

    boolean matches(String name) {
        if (literals.length == 0) {
            return expression.matcher(name).find();
        }
        if (!name.startsWith(literals[0])) {
            return false;
        }
        int from = literals[0].length();
        for (int i = 1; i < literals.length; i++) {
            int found = name.indexOf(literals[i], from);
            if (found < 0) {
                return false;
            }
            from = found + literals[i].length();
        }
        return true;
    }
}
