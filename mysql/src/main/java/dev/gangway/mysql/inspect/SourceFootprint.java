package dev.gangway.mysql.inspect;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Facts that tell a source from others: its server, its database, when its tables were created, and digests of its oldest and
 * its newest rows. Taken while a run begins, compared by every later start. Reads a few rows only.
 */
public final class SourceFootprint {
    private static final String CREATED = "created ";
    private static final String OLDEST = "oldest ";
    private static final String NEWEST = "newest ";
    /** So few tables say nothing when all of them were made anew. */
    private static final int FEW_TABLES = 5;

    private final Database source;

    /** What the comparison says. */
    public enum Verdict {
        /** The same shop, on the same server or on another one that holds the same rows. */
        SAME,
        /** No row that the shop had is there. */
        OTHER_SHOP,
        /** The shop, but without what it had last. */
        EARLIER,
        /** The shop in another database of the server. */
        OTHER_DATABASE,
        /** Most tables were created after the run had looked at them. */
        RECREATED
    }

    /**
     * What differs.
     *
     * @param otherServer the server is another one than it was
     * @param detail for a person; empty where all is the same
     */
    public record Comparison(Verdict verdict, boolean otherServer, String detail) {}

    public SourceFootprint(Database source) {
        this.source = source;
    }

    /** The facts as they are now. */
    public Map<String, String> facts() {
        try (Connection connection = source.open()) {
            var facts = new TreeMap<String, String>();
            facts.put("server", server(connection));
            facts.put("database", source.config().name());
            Map<String, String> created = created(connection);
            created.forEach((table, time) -> facts.put(CREATED + table, time));
            for (SourceProbe probe : SourceProbe.ALL) {
                String table = source.table(probe.table());
                if (created.containsKey(table)) {
                    add(facts, OLDEST + probe.table(), probe.rows(connection, table, false));
                    add(facts, NEWEST + probe.table(), probe.rows(connection, table, true));
                }
            }
            return facts;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "looking for what tells the shop from others");
        }
    }

    private static void add(Map<String, String> facts, String name, Map<String, String> rows) {
        rows.forEach((key, digest) -> facts.put(name + " " + key, digest));
    }

    /** MariaDB has no id of the server; a container's host name changes, so that another server is nothing bad by itself. */
    private String server(Connection connection) throws SQLException {
        String sql = source.flavor().isMySql()
                ? "SELECT @@GLOBAL.server_uuid"
                : "SELECT CONCAT(@@GLOBAL.server_id, '@', @@GLOBAL.hostname, ':', @@GLOBAL.port)";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Map<String, String> created(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (source.flavor().cachesStatistics()) {
                statement.execute("SET SESSION information_schema_stats_expiry = 0");
            }
            var created = new LinkedHashMap<String, String>();
            try (ResultSet row = statement.executeQuery("SELECT TABLE_NAME, CREATE_TIME FROM information_schema.TABLES"
                    + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'")) {
                while (row.next()) {
                    created.put(row.getString(1), String.valueOf(row.getString(2)));
                }
            }
            return created;
        }
    }

    /** Compares what {@link #facts()} gave at an earlier time with the source as it is. */
    public Comparison compare(Map<String, String> recorded) {
        try (Connection connection = source.open()) {
            Map<String, String> created = created(connection);
            boolean otherServer = !server(connection).equals(recorded.get("server"));
            Rows oldest = rows(connection, OLDEST, recorded, created);
            if (oldest.same() == 0 && oldest.all() > 0) {
                return new Comparison(
                        Verdict.OTHER_SHOP,
                        otherServer,
                        "none of the shop's oldest " + oldest.all() + " rows is there (" + oldest.tables() + ")");
            }
            Rows newest = rows(connection, NEWEST, recorded, created);
            if (newest.same() == 0 && newest.all() > 1) {
                return new Comparison(
                        Verdict.EARLIER,
                        otherServer,
                        "none of the " + newest.all() + " rows that were its newest is there (" + newest.tables()
                                + ")");
            }
            return compareTables(recorded, created, otherServer);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "looking for what tells the shop from others");
        }
    }

    private Comparison compareTables(Map<String, String> recorded, Map<String, String> created, boolean otherServer) {
        String database = Optional.ofNullable(recorded.get("database")).orElse("");
        if (!otherServer && !database.equals(source.config().name())) {
            return new Comparison(Verdict.OTHER_DATABASE, false, "it was database " + database + " of the same server");
        }
        long known = 0;
        long again = 0;
        for (Map.Entry<String, String> table : created.entrySet()) {
            String before = recorded.get(CREATED + table.getKey());
            if (before != null) {
                known++;
                again += before.equals(table.getValue()) ? 0 : 1;
            }
        }
        boolean recreated = !otherServer && known >= FEW_TABLES && again * 2 > known;
        return new Comparison(
                recreated ? Verdict.RECREATED : Verdict.SAME,
                otherServer,
                recreated ? again + " of its " + known + " tables were created anew since" : "");
    }

    /** How many of the remembered rows are as they were. */
    private record Rows(long all, long same, String tables) {}

    private Rows rows(Connection connection, String which, Map<String, String> recorded, Map<String, String> created)
            throws SQLException {
        long all = 0;
        long same = 0;
        var tables = new StringBuilder();
        for (SourceProbe probe : SourceProbe.ALL) {
            Map<String, String> before = of(recorded, which + probe.table() + " ");
            if (before.isEmpty()) {
                continue;
            }
            all += before.size();
            tables.append(tables.isEmpty() ? "" : ", ").append(probe.table());
            String table = source.table(probe.table());
            if (created.containsKey(table)) {
                Map<String, String> now = probe.rows(connection, table, before.keySet());
                same += before.entrySet().stream()
                        .filter(row -> row.getValue().equals(now.get(row.getKey())))
                        .count();
            }
        }
        return new Rows(all, same, tables.toString());
    }

    private static Map<String, String> of(Map<String, String> facts, String prefix) {
        var rows = new LinkedHashMap<String, String>();
        facts.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                rows.put(name.substring(prefix.length()), value);
            }
        });
        return rows;
    }
}
