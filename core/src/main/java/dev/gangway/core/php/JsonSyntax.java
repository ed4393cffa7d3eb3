package dev.gangway.core.php;

/**
 * Tells whether text already is JSON, as PHP's {@code json_decode} would accept it: one value, blanks around it, nesting up to
 * 512. Only looks; builds nothing, works in one pass.
 */
public final class JsonSyntax {
    private static final int MAX_DEPTH = 512;
    private static final String HEX = "0123456789abcdefABCDEF";

    private final String text;
    private int position;
    private int depth;

    private JsonSyntax(String text) {
        this.text = text;
    }

    public static boolean isJson(String text) {
        var syntax = new JsonSyntax(text);
        return syntax.value() && syntax.skipBlanks() == text.length();
    }

    private boolean value() {
        if (skipBlanks() >= text.length()) {
            return false;
        }
        return switch (text.charAt(position)) {
            case '{' -> container('}', true);
            case '[' -> container(']', false);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean container(char end, boolean named) {
        if (++depth > MAX_DEPTH) {
            return false;
        }
        position++;
        if (skipBlanks() < text.length() && text.charAt(position) == end) {
            position++;
            depth--;
            return true;
        }
        do {
            if (named && !name()) {
                return false;
            }
            if (!value()) {
                return false;
            }
        } while (accept(','));
        depth--;
        return accept(end);
    }

    private boolean name() {
        return skipBlanks() < text.length() && text.charAt(position) == '"' && string() && accept(':');
    }

    private boolean accept(char wanted) {
        if (skipBlanks() < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private boolean string() {
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return true;
            }
            if (c < 0x20 || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        if (position >= text.length()) {
            return false;
        }
        char c = text.charAt(position++);
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0;
        }
        for (int i = 0; i < 4; i++, position++) {
            if (position >= text.length() || HEX.indexOf(text.charAt(position)) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        int start = position;
        if (peek() == '-') {
            position++;
        }
        if (peek() == '0') {
            position++;
        } else if (digits() == 0) {
            return false;
        }
        if (peek() == '.') {
            position++;
            if (digits() == 0) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            return digits() > 0;
        }
        return position > start;
    }

    private int digits() {
        int start = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        return position - start;
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private boolean word(String word) {
        boolean matches = text.startsWith(word, position);
        position += word.length();
        return matches;
    }

    private int skipBlanks() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position;
    }
}
