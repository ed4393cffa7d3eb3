package dev.gangway.cdc.binlog;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.ServerLineage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a place that was recorded in a server's binlog is still that place. After {@code RESET MASTER}, or where the server's
 * data was restored to an earlier moment, files and GTIDs count from lower numbers again: as soon as they have passed the recorded
 * ones, a server serves the place as if nothing had happened, and what was written before it is lost without a word.
 */
final class BinlogPlace {
    /** No event begins at the place. */
    private static final int NO_EVENT_THERE = 1220;

    private static final Pattern GTID = Pattern.compile("'([0-9a-fA-F-]{36}(:[^:']+)?:\\d+)'");

    private final Database source;
    private final BinlogOffset offset;

    BinlogPlace(Database source, BinlogOffset offset) {
        this.source = source;
        this.offset = offset;
    }

    /**
     * Why the binlog is not the one that the place was recorded in, in words that follow "its binlog"; empty when it may be.
     *
     * @param sizes the server's binlog files by name, oldest first
     */
    Optional<String> strangeness(Connection connection, Map<String, Long> sizes) throws SQLException {
        if (!offset.gtids().isEmpty()) {
            Optional<String> missing = new ServerLineage(source).missing(offset.gtids());
            if (missing.isPresent()) {
                return Optional.of("lacks transactions that were captured (" + missing.get() + ")");
            }
        }
        Long size = sizes.get(offset.file());
        if (size == null) {
            return sizes.keySet().stream().allMatch(this::isBefore)
                    ? Optional.of("has not come to file " + offset.file() + ", where capture was")
                    : Optional.empty();
        }
        if (size < offset.localOffset()) {
            return Optional.of("has " + size + " bytes in file " + offset.file() + ", where capture was at "
                    + offset.localOffset());
        }
        return isTheSame(connection)
                ? Optional.empty()
                : Optional.of("has other transactions before " + offset.file() + ":" + offset.localOffset());
    }

    /** Names of files rise. */
    private boolean isBefore(String file) {
        return file.length() < offset.file().length()
                || (file.length() == offset.file().length() && file.compareTo(offset.file()) < 0);
    }

    private boolean isTheSame(Connection connection) throws SQLException {
        String sql = "SHOW BINLOG EVENTS IN " + Identifiers.literal(offset.file()) + " FROM " + offset.localOffset()
                + " LIMIT 1";
        try (var statement = connection.createStatement();
                ResultSet event = statement.executeQuery(sql)) {
            if (event.next() && isCaptured(connection, event.getString("Info"))) {
                return false;
            }
        } catch (SQLException e) {
            return e.getErrorCode() != NO_EVENT_THERE;
        }
        return !source.flavor().isMariaDb() || offset.gtids().isEmpty() || hasOurGtids(connection);
    }

    /** The transaction that begins at the place is one that lies before it. */
    private boolean isCaptured(Connection connection, String info) throws SQLException {
        Matcher gtid = GTID.matcher(info);
        if (source.flavor().isMariaDb() || offset.gtids().isEmpty() || !gtid.find()) {
            return false;
        }
        try (var statement = connection.prepareStatement("SELECT GTID_SUBSET(?, ?)")) {
            statement.setString(1, gtid.group(1));
            statement.setString(2, offset.gtids());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    private boolean hasOurGtids(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT BINLOG_GTID_POS(?, ?)")) {
            statement.setString(1, offset.file());
            statement.setLong(2, offset.localOffset());
            try (ResultSet row = statement.executeQuery()) {
                String gtids = row.next() ? row.getString(1) : null;
                return gtids == null || ServerLineage.isSamePlace(gtids, offset.gtids());
            }
        }
    }
}
