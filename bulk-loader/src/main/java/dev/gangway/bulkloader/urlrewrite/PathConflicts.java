package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rewrites that share request path and store, of which the target can hold only one. The first keeps its path: by number when
 * strict, else redirects before other rewrites, categories, products and pages. The others get a suffix that depends on
 * nothing but whose rewrite it is, so that a repeated load gives the same paths.
 */
final class PathConflicts {
    private static final int SHOWN = 20;
    private static final int BATCH = 500;
    private static final String SHARED =
            " FROM " + WorkTable.NAME + " GROUP BY request_path, store_id HAVING COUNT(*) > 1";

    private final Connection connection;

    PathConflicts(WorkTable work) {
        this.connection = work.connection();
    }

    /** The shared paths with their stores, at most twenty of them, and how many more there are; empty when there are none. */
    String describe() throws SQLException {
        var shown = new ArrayList<String>();
        long count = 0;
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT request_path, store_id" + SHARED + " ORDER BY request_path, store_id")) {
            while (rows.next()) {
                if (count++ < SHOWN) {
                    shown.add(rows.getString(1) + " in store " + rows.getString(2));
                }
            }
        }
        return String.join(", ", shown) + (count > SHOWN ? " and " + (count - SHOWN) + " others" : "");
    }

    /** A rewrite that must give way. */
    private record Loser(long id, String path, PathSuffixes.Owner owner, boolean repeated) {}

    /** Gives every path but the first of each group a suffix; returns whose paths got one. */
    PathSuffixes resolve(boolean strict) throws SQLException {
        var suffixes = new PathSuffixes();
        var changes = new LinkedHashMap<Long, String>();
        for (Loser loser : losers(strict)) {
            String hash = hash(loser.owner() + (loser.repeated() ? "/" + loser.id() : ""));
            if (!loser.repeated()) {
                suffixes.put(loser.owner(), hash);
            }
            suffixes.count();
            changes.put(loser.id(), suffixed(loser.path(), hash));
            if (changes.size() == BATCH) {
                rename(changes);
                changes.clear();
            }
        }
        if (!changes.isEmpty()) {
            rename(changes);
        }
        return suffixes;
    }

    private List<Loser> losers(boolean strict) throws SQLException {
        String query = "SELECT w.id, w.request_path, d.request_path, w.store_id,"
                + " CASE WHEN w.product_id > 0 THEN 'product' WHEN w.category_id > 0 THEN 'category'"
                + " WHEN w.cms_page_id > 0 THEN 'cms-page' ELSE w.entity_type END,"
                + " CASE WHEN w.product_id > 0 THEN w.product_id WHEN w.category_id > 0 THEN w.category_id"
                + " ELSE w.cms_page_id END FROM " + WorkTable.NAME + " w JOIN (SELECT request_path, store_id" + SHARED
                + ") d ON d.request_path = w.request_path AND d.store_id = w.store_id"
                + " ORDER BY d.request_path, d.store_id, " + (strict ? "" : "w.priority, ") + "w.id";
        var losers = new ArrayList<Loser>();
        Set<PathSuffixes.Owner> inGroup = new HashSet<>();
        String group = "";
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String current = rows.getString(4) + " " + rows.getString(3);
                if (!current.equals(group)) {
                    group = current;
                    inGroup.clear();
                    continue;
                }
                var owner = new PathSuffixes.Owner(rows.getString(5), rows.getString(6), rows.getString(4));
                losers.add(new Loser(rows.getLong(1), rows.getString(2), owner, !inGroup.add(owner)));
            }
        }
        return losers;
    }

    private void rename(Map<Long, String> changes) throws SQLException {
        String cases = changes.entrySet().stream()
                .map(change -> " WHEN " + change.getKey() + " THEN " + Identifiers.literal(change.getValue()))
                .collect(Collectors.joining());
        String ids = changes.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
        Statements.execute(
                connection,
                "UPDATE " + WorkTable.NAME + " SET request_path = CASE id" + cases + " END WHERE id IN (" + ids + ")");
    }

    /** Before the last dot and what follows it, or at the end. */
    static String suffixed(String path, String hash) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? path + "-" + hash : path.substring(0, dot) + "-" + hash + path.substring(dot);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
