package dev.gangway.mysql.inspect;

import dev.gangway.mysql.connect.Identifiers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table of which some rows tell one shop, and one moment of it, from another. Of a row only a digest of columns is kept that
 * rarely change in a shop's life.
 */
record SourceProbe(String table, String key, List<String> columns) {
    static final List<SourceProbe> ALL = List.of(
            new SourceProbe("admin_user", "user_id", List.of("username", "created")),
            new SourceProbe("catalog_category_entity", "entity_id", List.of("created_at")),
            new SourceProbe("catalog_product_entity", "entity_id", List.of("sku", "created_at")),
            new SourceProbe("customer_entity", "entity_id", List.of("email", "created_at")),
            new SourceProbe("sales_flat_order", "entity_id", List.of("increment_id", "created_at")));

    private static final int ROWS = 3;

    SourceProbe {
        columns = List.copyOf(columns);
    }

    /** Digests by key of the first rows, or the last. */
    Map<String, String> rows(Connection connection, String realName, boolean last) throws SQLException {
        return digests(
                connection,
                "SELECT " + selected() + " FROM " + Identifiers.quote(realName) + " ORDER BY " + Identifiers.quote(key)
                        + (last ? " DESC" : "") + " LIMIT " + ROWS);
    }

    /** Digests of those of these rows that are still there. */
    Map<String, String> rows(Connection connection, String realName, Collection<String> keys) throws SQLException {
        String list = keys.stream().map(Identifiers::literal).collect(Collectors.joining(", "));
        return digests(
                connection,
                "SELECT " + selected() + " FROM " + Identifiers.quote(realName) + " WHERE " + Identifiers.quote(key)
                        + " IN (" + list + ")");
    }

    private String selected() {
        return Identifiers.quote(key) + ", "
                + columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    private Map<String, String> digests(Connection connection, String sql) throws SQLException {
        var digests = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                var text = new StringBuilder();
                for (int i = 2; i <= columns.size() + 1; i++) {
                    text.append(row.getString(i)).append('\n');
                }
                digests.put(row.getString(1), digest(text.toString()));
            }
        }
        return digests;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
