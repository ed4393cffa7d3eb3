package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    private final Connection connection;
    private final String table;
    private final String shared;

    PathConflicts(WorkTable work) {
        this.connection = work.connection();
        this.table = work.name();
        this.shared = " FROM " + table + " GROUP BY request_path, store_id HAVING COUNT(*) > 1";
    }

    /** The shared paths with their stores, at most twenty of them, and how many more there are; empty when there are none. */
    String describe() throws SQLException {
        var shown = new ArrayList<String>();
        long count = 0;
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT request_path, store_id" + shared + " ORDER BY request_path, store_id")) {
            while (rows.next()) {
                if (count++ < SHOWN) {
                    shown.add(rows.getString(1) + " in store " + rows.getString(2));
                }
            }
        }
        return String.join(", ", shown) + (count > SHOWN ? " and " + (count - SHOWN) + " others" : "");
    }

    /** A rewrite that must give way, and what its path gets. */
    private record Loser(long id, String path, String hash) {}

    /** Gives every path but the first of each group a suffix; returns how many got one. */
    long resolve(boolean strict) throws SQLException {
        List<Loser> losers = losers(strict);
        for (int from = 0; from < losers.size(); from += BATCH) {
            rename(losers.subList(from, Math.min(from + BATCH, losers.size())));
        }
        return losers.size();
    }

    private List<Loser> losers(boolean strict) throws SQLException {
        String query =
                "SELECT w.id, w.request_path, d.request_path, w.store_id, " + PathSuffixes.OWNER + " FROM " + table
                        + " w JOIN (SELECT request_path, store_id" + shared
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
                long id = rows.getLong(1);
                String hash = inGroup.add(owner) ? owner.hash() : owner.hash(id);
                losers.add(new Loser(id, rows.getString(2), hash));
            }
        }
        return losers;
    }

    private void rename(List<Loser> losers) throws SQLException {
        var paths = new StringBuilder();
        var hashes = new StringBuilder();
        for (Loser loser : losers) {
            String when = " WHEN " + loser.id() + " THEN ";
            paths.append(when).append(Identifiers.literal(suffixed(loser.path(), loser.hash())));
            hashes.append(when).append(Identifiers.literal(loser.hash()));
        }
        String ids = losers.stream().map(loser -> String.valueOf(loser.id())).collect(Collectors.joining(", "));
        Statements.execute(
                connection,
                "UPDATE " + table + " SET request_path = CASE id" + paths + " END, " + WorkTable.SUFFIX + " = CASE id"
                        + hashes + " END WHERE id IN (" + ids + ")");
    }

    /** Before the last dot and what follows it, or at the end; a path that would be too long loses its end before that. */
    static String suffixed(String path, String hash) {
        int dot = path.lastIndexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        String ending = "-" + hash + (dot < 0 ? "" : path.substring(dot));
        int room = WorkTable.LONGEST_PATH - ending.codePointCount(0, ending.length());
        int length = name.codePointCount(0, name.length());
        return name.substring(0, name.offsetByCodePoints(0, Math.max(0, Math.min(room, length)))) + ending;
    }
}
