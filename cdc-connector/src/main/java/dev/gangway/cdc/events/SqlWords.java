package dev.gangway.cdc.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A statement as words: comments and texts are left out, names are without quotes, a sign is a word of its own. Enough to tell
 * what a statement does and which names stand in it; whoever needs its structure parses it.
 */
final class SqlWords {
    private final String sql;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private SqlWords(String sql) {
        this.sql = sql;
    }

    /**
     * One word.
     *
     * @param quoted true for a name in backticks, which is never a keyword
     */
    record Word(String text, boolean quoted) {
        boolean is(String keyword) {
            return !quoted && text.equalsIgnoreCase(keyword);
        }

        boolean isName() {
            return quoted
                    || Character.isLetterOrDigit(text.charAt(0))
                    || text.charAt(0) == '_'
                    || text.charAt(0) == '$';
        }

        String upper() {
            return quoted ? "" : text.toUpperCase(Locale.ROOT);
        }
    }

    static List<Word> of(String sql) {
        var reader = new SqlWords(sql);
        reader.read();
        return reader.words;
    }

    private void read() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#' || isDashComment()) {
                skipTo("\n");
            } else if (sql.startsWith("/*", at)) {
                comment();
            } else if (sql.startsWith("*/", at)) {
                at += 2; // the end of a comment whose content the server carries out
            } else if (c == '\'' || c == '"') {
                text(c);
            } else if (c == '`') {
                quotedName();
            } else if (isNamePart(c)) {
                name();
            } else {
                words.add(new Word(String.valueOf(c), false));
                at++;
            }
        }
    }

    private boolean isDashComment() {
        return sql.startsWith("--", at) && (at + 2 >= sql.length() || Character.isWhitespace(sql.charAt(at + 2)));
    }

    /** What stands in {@code /*! ... *}{@code /} and {@code /*M! ... *}{@code /} is carried out: only the mark is left out. */
    private void comment() {
        int mark = sql.startsWith("/*!", at) ? 3 : sql.startsWith("/*M!", at) ? 4 : 0;
        if (mark == 0) {
            at += 2;
            skipTo("*/");
            return;
        }
        at += mark;
        while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
            at++;
        }
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, at);
        at = found < 0 ? sql.length() : found + end.length();
    }

    private void text(char quote) {
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == quote) {
                break;
            }
        }
    }

    private void quotedName() {
        var name = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '`' && at < sql.length() && sql.charAt(at) == '`') {
                at++;
            } else if (c == '`') {
                break;
            }
            name.append(c);
        }
        words.add(new Word(name.isEmpty() ? "`" : name.toString(), true));
    }

    private void name() {
        int from = at;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        words.add(new Word(sql.substring(from, at), false));
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7F;
    }
}
