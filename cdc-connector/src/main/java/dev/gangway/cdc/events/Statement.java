package dev.gangway.cdc.events;

import dev.gangway.cdc.events.SqlWords.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A statement of the binlog, told apart by its words.
 *
 * @param database what names without a database belong to
 */
record Statement(String sql, String database, StatementKind kind, List<Word> words) {
    private static final Map<String, StatementKind> BY_VERB = Map.ofEntries(
            Map.entry("BEGIN", StatementKind.BEGIN),
            Map.entry("START", StatementKind.BEGIN),
            Map.entry("COMMIT", StatementKind.COMMIT),
            Map.entry("SAVEPOINT", StatementKind.SAVEPOINT),
            Map.entry("RELEASE", StatementKind.SAVEPOINT),
            Map.entry("INSERT", StatementKind.CHANGE),
            Map.entry("REPLACE", StatementKind.CHANGE),
            Map.entry("UPDATE", StatementKind.CHANGE),
            Map.entry("DELETE", StatementKind.CHANGE),
            Map.entry("LOAD", StatementKind.CHANGE),
            Map.entry("WITH", StatementKind.CHANGE),
            Map.entry("CALL", StatementKind.CALL),
            Map.entry("DO", StatementKind.CALL),
            Map.entry("SELECT", StatementKind.CALL),
            Map.entry("VALUES", StatementKind.CALL),
            Map.entry("HANDLER", StatementKind.CALL),
            Map.entry("BINLOG", StatementKind.CALL),
            Map.entry("TRUNCATE", StatementKind.STRUCTURE),
            Map.entry("RENAME", StatementKind.STRUCTURE));

    private static final Set<String> IRRELEVANT = Set.of(
            "GRANT",
            "REVOKE",
            "SET",
            "FLUSH",
            "ANALYZE",
            "OPTIMIZE",
            "REPAIR",
            "CHECK",
            "CHECKSUM",
            "INSTALL",
            "UNINSTALL",
            "RESET",
            "LOCK",
            "UNLOCK",
            "USE",
            "CACHE",
            "IMPORT",
            "SHUTDOWN",
            "KILL",
            "PURGE",
            "BACKUP");

    /** What CREATE, ALTER, DROP or RENAME is followed by when rows of tables are in question. */
    private static final Set<String> HOLDS_ROWS = Set.of("TABLE", "TABLES", "DATABASE", "SCHEMA", "INDEX");

    private static final Set<String> OTHER_OBJECTS = Set.of(
            "USER",
            "ROLE",
            "PROCEDURE",
            "FUNCTION",
            "TRIGGER",
            "EVENT",
            "VIEW",
            "SEQUENCE",
            "SERVER",
            "TABLESPACE",
            "LOGFILE",
            "PACKAGE",
            "RESOURCE",
            "INSTANCE",
            "REFERENCE",
            "LIBRARY",
            "UNDO",
            "PREPARE");

    static Statement of(String sql, String database) {
        List<Word> words = withoutSetStatement(SqlWords.of(sql));
        return new Statement(sql, database, kind(words), words);
    }

    /** MariaDB's {@code SET STATEMENT variable = value FOR statement}. */
    private static List<Word> withoutSetStatement(List<Word> words) {
        if (words.size() > 2 && words.get(0).is("SET") && words.get(1).is("STATEMENT")) {
            for (int i = 2; i < words.size() - 1; i++) {
                if (words.get(i).is("FOR")) {
                    return words.subList(i + 1, words.size());
                }
            }
        }
        return words;
    }

    private static StatementKind kind(List<Word> words) {
        int first = 0;
        while (first < words.size()
                && (words.get(first).text().equals("(")
                        || words.get(first).text().equals(";"))) {
            first++;
        }
        if (first == words.size()) {
            return StatementKind.IRRELEVANT; // only a comment
        }
        String verb = words.get(first).upper();
        StatementKind kind = BY_VERB.get(verb);
        if (kind != null) {
            return verb.equals("RENAME") || verb.equals("LOAD") ? ofObject(words, kind) : kind;
        }
        return switch (verb) {
            case "ROLLBACK" ->
                words.stream().anyMatch(w -> w.is("TO")) ? StatementKind.ROLLBACK_TO : StatementKind.ROLLBACK;
            case "XA" -> xa(words);
            case "CREATE", "ALTER", "DROP" -> ofObject(words, StatementKind.UNKNOWN);
            default -> IRRELEVANT.contains(verb) ? StatementKind.IRRELEVANT : StatementKind.UNKNOWN;
        };
    }

    private static StatementKind xa(List<Word> words) {
        return switch (words.size() < 2 ? "" : words.get(1).upper()) {
            case "START", "BEGIN" -> StatementKind.XA_START;
            case "END", "PREPARE" -> StatementKind.XA_END;
            case "COMMIT" -> StatementKind.XA_COMMIT;
            case "ROLLBACK" -> StatementKind.XA_ROLLBACK;
            default -> StatementKind.UNKNOWN;
        };
    }

    /** By the first word that names a kind of object: others, such as OR REPLACE or DEFINER=..., stand before it. */
    private static StatementKind ofObject(List<Word> words, StatementKind otherwise) {
        for (Word word : words.subList(1, words.size())) {
            String upper = word.upper();
            if (upper.equals("TEMPORARY")) {
                return StatementKind.IRRELEVANT; // a table of one session
            }
            if (HOLDS_ROWS.contains(upper)) {
                return otherwise == StatementKind.CHANGE && upper.equals("INDEX")
                        ? StatementKind.IRRELEVANT
                        : otherwise == StatementKind.CHANGE ? StatementKind.CHANGE : StatementKind.STRUCTURE;
            }
            if (OTHER_OBJECTS.contains(upper)) {
                return StatementKind.IRRELEVANT;
            }
        }
        return otherwise;
    }

    /**
     * The tables a change may write, as {@code database.table} in lower case; a table that is only read may be among them.
     */
    Set<String> written() {
        int first = 0;
        while (first < words.size() && !words.get(first).isName()) {
            first++;
        }
        String verb = first < words.size() ? words.get(first).upper() : "";
        return switch (verb) {
            case "INSERT", "REPLACE" -> nameAt(afterModifiers(first + 1));
            case "LOAD" -> nameAt(after("TABLE"));
            case "UPDATE" -> names(first + 1, until("SET"));
            case "DELETE" -> names(first + 1, until("WHERE"));
            default -> names(first, words.size());
        };
    }

    private int afterModifiers(int from) {
        Set<String> modifiers = Set.of("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "INTO");
        int at = from;
        while (at < words.size() && modifiers.contains(words.get(at).upper())) {
            at++;
        }
        return at;
    }

    private int after(String keyword) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).is(keyword)) {
                return i + 1;
            }
        }
        return 0;
    }

    private int until(String keyword) {
        int depth = 0;
        for (int i = 0; i < words.size(); i++) {
            depth += words.get(i).text().equals("(") ? 1 : words.get(i).text().equals(")") ? -1 : 0;
            if (depth == 0 && words.get(i).is(keyword)) {
                return i;
            }
        }
        return words.size();
    }

    /** Every name between two words, alone and with the one before its dot. */
    private Set<String> names(int from, int end) {
        var names = new LinkedHashSet<String>();
        for (int i = from; i < end; i++) {
            if (words.get(i).isName()) {
                boolean qualified = isDot(i - 1) && i >= 2;
                names.add(qualifiedName(qualified ? words.get(i - 2).text() : database, i));
            }
        }
        return names;
    }

    /** The one name that stands at a word. */
    private Set<String> nameAt(int at) {
        if (at >= words.size()) {
            return Set.of();
        }
        boolean qualified = isDot(at + 1) && at + 2 < words.size();
        return Set.of(qualified ? qualifiedName(words.get(at).text(), at + 2) : qualifiedName(database, at));
    }

    private boolean isDot(int at) {
        return at >= 0 && at < words.size() && words.get(at).text().equals(".");
    }

    private String qualifiedName(String owner, int at) {
        return (owner + "." + words.get(at).text()).toLowerCase(Locale.ROOT);
    }

    /** True for a statement that only forgets a savepoint. */
    boolean isRelease() {
        return words.get(0).is("RELEASE");
    }

    /** The savepoint's name in one spelling. */
    String subject() {
        return words.get(words.size() - 1).text().toLowerCase(Locale.ROOT);
    }
}
