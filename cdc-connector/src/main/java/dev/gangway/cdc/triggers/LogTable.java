package dev.gangway.cdc.triggers;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of one captured table: names and statements.
 *
 * <p>One row per change: a rising {@code change_id}, the operation {@code I}, {@code U} or {@code D}, when it happened in
 * microseconds since 1970 UTC, the row's key in its own types ({@code k1}, {@code k2}, ...) and, for updates, the key before
 * ({@code o1}, ...). The log of a table whose engine cannot undo has such an engine itself: it keeps what a transaction that
 * was rolled back has left, as the table does, and a server that numbers transactions lets no statement write to both kinds.
 */
final class LogTable {
    /** Every table and trigger of this capture carries it, after the source's table prefix. */
    static final String MARK = "m2_cl_gw_";

    private static final int MAX_NAME = 64;
    private static final int HASH = 20;
    private static final String TRIGGER_SUFFIX = "_ai";

    private final Table table;
    private final String realTable;
    private final String name;
    private final List<Column> key;
    private final boolean microseconds;

    LogTable(Database source, Table table) {
        this.table = table;
        this.realTable = source.table(table.name());
        this.name = shortened(source.config().prefix() + MARK, table.name());
        this.key = table.identity().stream()
                .map(column -> table.column(column).orElseThrow())
                .toList();
        this.microseconds = source.flavor().isAtLeast(5, 6, 4);
    }

    private static String shortened(String start, String table) {
        String full = start + table;
        return full.length() + TRIGGER_SUFFIX.length() <= MAX_NAME ? full : start + hash(table);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Table table() {
        return table;
    }

    String realTable() {
        return realTable;
    }

    String name() {
        return name;
    }

    List<Column> key() {
        return key;
    }

    /** Names of the key's columns in the log, after the change or before it. */
    List<String> keyColumns(boolean before) {
        var names = new ArrayList<String>();
        for (int i = 1; i <= key.size(); i++) {
            names.add((before ? "o" : "k") + i);
        }
        return names;
    }

    /** False when rows of the log are seen as soon as they are written, whatever snapshot it is read in. */
    boolean canUndo() {
        return table.isTransactional();
    }

    String create() {
        var sql = new StringBuilder("CREATE TABLE " + Identifiers.quote(name)
                + " (change_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, op CHAR(1) CHARACTER SET ascii NOT NULL,"
                + " at_us BIGINT UNSIGNED NOT NULL");
        for (boolean before : List.of(false, true)) {
            List<String> names = keyColumns(before);
            for (int i = 0; i < names.size(); i++) {
                sql.append(", ")
                        .append(names.get(i))
                        .append(' ')
                        .append(type(key.get(i)))
                        .append(" NULL DEFAULT NULL");
            }
        }
        return sql.append(") ENGINE=" + (canUndo() ? "InnoDB" : "MyISAM") + " DEFAULT CHARSET=utf8")
                .toString();
    }

    /** Compared byte by byte: a key that only changed its case is another key. */
    private static String type(Column column) {
        String charset = column.charset();
        return charset == null
                ? column.type()
                : column.type() + " CHARACTER SET " + charset + " COLLATE " + charset + "_bin";
    }

    List<Trigger> triggers() {
        return List.of(
                trigger("INSERT", "_ai", values("I", "NEW", null)),
                trigger("UPDATE", "_au", values("U", "NEW", "OLD")),
                trigger("DELETE", "_ad", values("D", "OLD", null)));
    }

    private Trigger trigger(String event, String suffix, String body) {
        return new Trigger(name + suffix, event, realTable, body);
    }

    private String values(String operation, String row, @Nullable String before) {
        var columns = new ArrayList<String>(keyColumns(false));
        var values = new ArrayList<String>();
        key.forEach(column -> values.add(row + "." + Identifiers.quote(column.name())));
        if (before != null) {
            columns.addAll(keyColumns(true));
            key.forEach(column -> values.add(before + "." + Identifiers.quote(column.name())));
        }
        String now = microseconds ? "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS UNSIGNED)" : "UNIX_TIMESTAMP() * 1000000";
        return "INSERT INTO " + Identifiers.quote(name) + " (op, at_us, " + String.join(", ", columns) + ") VALUES ('"
                + operation + "', " + now + ", " + String.join(", ", values) + ")";
    }

    /** One of the three triggers of a table. */
    record Trigger(String name, String event, String table, String body) {

        String create() {
            return "CREATE TRIGGER " + Identifiers.quote(name) + " AFTER " + event + " ON " + Identifiers.quote(table)
                    + " FOR EACH ROW " + body;
        }

        String drop() {
            return "DROP TRIGGER IF EXISTS " + Identifiers.quote(name);
        }
    }
}
