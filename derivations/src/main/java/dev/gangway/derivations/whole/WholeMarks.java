package dev.gangway.derivations.whole;

import dev.gangway.core.config.Mode;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.write.Statements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was last decided about each row of a table, as digests: no value is kept. Stateless. */
final class WholeMarks {
    private static final int BLOCK = 500;
    private static final String UNKNOWN = "";

    private final String table;
    private final String mode;
    private final String name;

    WholeMarks(StateSchema state, Mode mode, String name) {
        this.table = state.table("whole_row");
        this.mode = Identifiers.literal(mode.word());
        this.name = Identifiers.literal(name);
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Digests of rows by digests of what tells them apart. */
    Map<String, String> read(Connection connection) throws SQLException {
        var marks = new HashMap<String, String>();
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT row_key, row_digest FROM " + table + " WHERE " + ofTable())) {
            while (row.next()) {
                marks.put(row.getString(1), row.getString(2));
            }
        }
        return marks;
    }

    private String ofTable() {
        return "mode = " + mode + " AND table_name = " + name;
    }

    /** Takes rows for decided, whatever they hold: what is decided next replaces or removes all of them. */
    void adopt(Connection connection, Collection<String> keys) throws SQLException {
        Map<String, String> unknown = keys.stream().distinct().collect(Collectors.toMap(key -> key, key -> UNKNOWN));
        Statements.execute(connection, "DELETE FROM " + table + " WHERE " + ofTable());
        replace(connection, Map.of(), unknown);
    }

    /** Stores what has become of {@code before}. */
    void replace(Connection connection, Map<String, String> before, Map<String, String> after) throws SQLException {
        List<String> gone =
                before.keySet().stream().filter(key -> !after.containsKey(key)).toList();
        for (List<String> block : blocks(gone)) {
            Statements.execute(
                    connection,
                    "DELETE FROM " + table + " WHERE " + ofTable() + " AND row_key IN ("
                            + block.stream().map(Identifiers::literal).collect(Collectors.joining(", ")) + ")");
        }
        List<String> changed = after.entrySet().stream()
                .filter(mark -> !mark.getValue().equals(before.get(mark.getKey())))
                .map(mark -> "(" + mode + ", " + name + ", " + Identifiers.literal(mark.getKey()) + ", "
                        + Identifiers.literal(mark.getValue()) + ")")
                .toList();
        for (List<String> block : blocks(changed)) {
            Statements.execute(
                    connection,
                    "REPLACE INTO " + table + " (mode, table_name, row_key, row_digest) VALUES "
                            + String.join(", ", block));
        }
    }

    private static List<List<String>> blocks(List<String> all) {
        var blocks = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += BLOCK) {
            blocks.add(all.subList(from, Math.min(from + BLOCK, all.size())));
        }
        return blocks;
    }
}
