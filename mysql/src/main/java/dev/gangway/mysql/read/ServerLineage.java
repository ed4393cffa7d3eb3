package dev.gangway.mysql.read;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a server from its replicas, and whether one has every transaction that another is known to have had: by GTIDs, which
 * keep their names wherever a transaction is replayed.
 */
public final class ServerLineage {
    private static final Pattern MARIA = Pattern.compile("(\\d+)-(\\d+)-(\\d+)");
    private static final Pattern MARIA_LIST = Pattern.compile(MARIA.pattern() + "(," + MARIA.pattern() + ")*");

    private final Database source;

    public ServerLineage(Database source) {
        this.source = source;
    }

    /** What no other server of a replication has; it outlives restarts and moves with the server's data. */
    public String server() {
        String sql = source.flavor().isMariaDb() ? "SELECT @@GLOBAL.server_id" : "SELECT @@GLOBAL.server_uuid";
        try (Connection connection = source.open()) {
            return text(connection, sql);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "asking which server it is");
        }
    }

    /**
     * The transactions of a GTID set that the server does not have; empty when it has all. A set of the other product counts as
     * missing.
     */
    public Optional<String> missing(String gtids) {
        boolean mariaDb = source.flavor().isMariaDb();
        if (mariaDb != MARIA_LIST.matcher(gtids).matches()) {
            return Optional.of(gtids);
        }
        try (Connection connection = source.open()) {
            String missing = mariaDb
                    ? missingOf(gtids, text(connection, "SELECT @@GLOBAL.gtid_binlog_state"))
                    : text(connection, "SELECT GTID_SUBTRACT('" + gtids + "', @@GLOBAL.gtid_executed)");
            return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "comparing GTIDs");
        }
    }

    /** The state holds the last transaction of every server in every domain that went through the binlog. */
    static String missingOf(String gtids, String state) {
        List<String> missing = new ArrayList<>();
        Matcher wanted = MARIA.matcher(gtids);
        while (wanted.find()) {
            if (!has(state, wanted)) {
                missing.add(wanted.group());
            }
        }
        return String.join(",", missing);
    }

    private static boolean has(String state, Matcher wanted) {
        Matcher known = MARIA.matcher(state);
        while (known.find()) {
            boolean ofSameServer =
                    known.group(1).equals(wanted.group(1)) && known.group(2).equals(wanted.group(2));
            if (ofSameServer && Long.parseLong(known.group(3)) >= Long.parseLong(wanted.group(3))) {
                return true;
            }
        }
        return false;
    }

    /** The last transaction of each domain: what a MariaDB server takes as a place. Sets of MySQL stay as they are. */
    public static String asPlace(String gtids) {
        if (!MARIA_LIST.matcher(gtids).matches()) {
            return gtids;
        }
        var last = new TreeMap<Long, String>();
        Matcher one = MARIA.matcher(gtids);
        while (one.find()) {
            long sequence = Long.parseLong(one.group(3));
            last.merge(Long.valueOf(one.group(1)), one.group(), (a, b) -> sequenceOf(a) > sequence ? a : b);
        }
        return String.join(",", last.values());
    }

    /** True when one place of MariaDB's stream is not behind another, in any domain, whichever servers wrote there. */
    public static boolean isAtOrBefore(String gtids, String place) {
        Map<Long, Long> limits = sequences(place);
        return sequences(gtids).entrySet().stream()
                .allMatch(domain -> domain.getValue() <= limits.getOrDefault(domain.getKey(), 0L));
    }

    /** True when a place of MariaDB's stream is this one in every domain that it names, whichever servers wrote there. */
    public static boolean isSamePlace(String gtids, String place) {
        Map<Long, Long> found = sequences(gtids);
        return sequences(place).entrySet().stream()
                .allMatch(domain -> domain.getValue().equals(found.getOrDefault(domain.getKey(), 0L)));
    }

    private static Map<Long, Long> sequences(String gtids) {
        var sequences = new TreeMap<Long, Long>();
        Matcher one = MARIA.matcher(gtids);
        while (one.find()) {
            sequences.merge(Long.valueOf(one.group(1)), Long.valueOf(one.group(3)), Math::max);
        }
        return sequences;
    }

    private static long sequenceOf(String gtid) {
        return Long.parseLong(gtid.substring(gtid.lastIndexOf('-') + 1));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            String text = row.next() ? row.getString(1) : null;
            return text == null ? "" : text.replaceAll("\\s", "");
        }
    }
}
