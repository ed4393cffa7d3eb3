package dev.gangway.core.rules;

import java.util.regex.Pattern;

/** A settings path with {@code *}: anchored at the start only, {@code *} stands for one or more characters. */
record PathPattern(Pattern expression) {

    static PathPattern of(String rule) {
        StringBuilder regex = new StringBuilder("^");
        for (String part : rule.split("((?<=\\*)|(?=\\*))")) {
            regex.append(part.equals("*") ? ".+" : Pattern.quote(part));
        }
        return new PathPattern(Pattern.compile(regex.toString()));
    }

    boolean matches(String path) {
        return expression.matcher(path).find();
    }
}
