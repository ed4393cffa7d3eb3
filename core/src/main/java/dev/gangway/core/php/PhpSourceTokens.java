package dev.gangway.core.php;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes PHP source apart into words, texts and signs, with the line where each starts. One use, one thread. */
final class PhpSourceTokens {

    /** What a piece is. */
    enum Type {
        /** A text whose content is known. */
        TEXT,
        /** A text with variables in it, a heredoc. */
        TEMPLATE,
        NUMBER,
        /** A name, with its namespace and class. */
        WORD,
        VARIABLE,
        /** One character, or {@code =>}. */
        SIGN,
        END
    }

    /** One piece; {@code text} is the content of a text, else what stands in the file. */
    record Token(Type type, String text, int line) {
        boolean is(String sign) {
            return (type == Type.SIGN || type == Type.WORD) && text.equalsIgnoreCase(sign);
        }

        /** For a message: names a sign or a word, never shows the content of a text. */
        String shown() {
            return switch (type) {
                case TEXT, TEMPLATE -> "a text";
                case NUMBER -> "a number";
                case VARIABLE -> "a variable";
                case WORD, SIGN -> "\"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\"";
                case END -> "the end of the file";
            };
        }
    }

    private static final Pattern OPENING = Pattern.compile("<\\?php\\b", Pattern.CASE_INSENSITIVE);

    private final String source;
    private int at;
    private int line = 1;

    PhpSourceTokens(String source) {
        this.source = source;
    }

    /** Goes behind {@code <?php}; false when there is none. */
    boolean open() {
        Matcher matcher = OPENING.matcher(source);
        if (!matcher.find()) {
            return false;
        }
        advanceTo(matcher.end());
        return true;
    }

    Token next() throws PhpSourceException {
        skipBlanks();
        int start = line;
        if (at >= source.length() || source.startsWith("?>", at)) {
            at = source.length();
            return new Token(Type.END, "", start);
        }
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            return quoted(c);
        }
        if (source.startsWith("<<<", at)) {
            throw new PhpSourceException(start, "a text in heredoc form (<<<) is not read; write it in quotes");
        }
        if (isDigitAt(at) || c == '.' && isDigitAt(at + 1)) {
            return new Token(Type.NUMBER, take(PhpSourceTokens::isOfNumber), start);
        }
        if (isOfName(c) || c == '\\') {
            return new Token(Type.WORD, name(), start);
        }
        return c == '$' ? variable() : sign(c);
    }

    private Token variable() {
        at++;
        take(PhpSourceTokens::isOfName);
        return new Token(Type.VARIABLE, "$", line);
    }

    private Token sign(char c) {
        String sign = source.startsWith("=>", at) ? "=>" : String.valueOf(c);
        at += sign.length();
        return new Token(Type.SIGN, sign, line);
    }

    private boolean isDigitAt(int index) {
        return index < source.length() && source.charAt(index) >= '0' && source.charAt(index) <= '9';
    }

    /** {@code A\B::C} is one name. */
    private String name() {
        StringBuilder name = new StringBuilder(take(c -> isOfName(c) || c == '\\'));
        while (source.startsWith("::", at) && at + 2 < source.length() && isOfName(source.charAt(at + 2))) {
            at += 2;
            name.append("::").append(take(PhpSourceTokens::isOfName));
        }
        return name.toString();
    }

    private Token quoted(char quote) throws PhpSourceException {
        int start = line;
        int from = at + 1;
        int end = from;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw new PhpSourceException(start, "a text begins here and does not end; close it with " + quote);
        }
        String raw = source.substring(from, end);
        advanceTo(end + 1);
        if (quote == '"' && PhpQuotes.isTemplate(raw)) {
            return new Token(Type.TEMPLATE, "", start);
        }
        return new Token(Type.TEXT, quote == '"' ? PhpQuotes.ofDouble(raw) : PhpQuotes.ofSingle(raw), start);
    }

    private void skipBlanks() throws PhpSourceException {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c)) {
                advanceTo(at + 1);
            } else if (source.startsWith("//", at) || c == '#' && !source.startsWith("#[", at)) {
                skipLine();
            } else if (source.startsWith("/*", at)) {
                int end = source.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new PhpSourceException(line, "a comment begins here and does not end; close it with */");
                }
                advanceTo(end + 2);
            } else {
                return;
            }
        }
    }

    /** A comment ends with its line, or before the end of the PHP part. */
    private void skipLine() {
        while (at < source.length() && source.charAt(at) != '\n' && !source.startsWith("?>", at)) {
            at++;
        }
    }

    private String take(java.util.function.IntPredicate belongs) {
        int from = at;
        while (at < source.length() && belongs.test(source.charAt(at))) {
            at++;
        }
        return source.substring(from, at);
    }

    private void advanceTo(int end) {
        for (; at < end; at++) {
            if (source.charAt(at) == '\n') {
                line++;
            }
        }
    }

    private static boolean isOfName(int c) {
        return c == '_' || c >= 0x80 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isOfNumber(int c) {
        return isOfName(c) || c == '.';
    }
}
