package dev.gangway.cdc.binlog;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.PositionReader;
import dev.gangway.mysql.read.ServerLineage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out before capture starts whether the binlog can be read from a place, and says what is missing if not. */
final class BinlogCheck {
    private final Database source;

    BinlogCheck(Database source) {
        this.source = source;
    }

    /**
     * Returns the name of a file that is read.
     *
     * @param takenOver the place's file is another server's
     */
    String canReadFrom(BinlogOffset offset, boolean takenOver) {
        new PositionReader(source).check();
        try (Connection connection = source.open()) {
            Map<String, Long> sizes = sizes(connection);
            List<String> files = List.copyOf(sizes.keySet());
            if (!takenOver) {
                requireSamePlace(connection, offset, sizes);
            }
            requireNotPurged(connection, offset, files);
            return takenOver ? files.get(files.size() - 1) : offset.file();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "looking for the binlog file " + offset.file());
        }
    }

    private void requireNotPurged(Connection connection, BinlogOffset offset, List<String> files) throws SQLException {
        if (offset.gtids().isEmpty()) {
            if (!files.contains(offset.file())) {
                throw purged("binlog file " + offset.file() + " is not on the server any more (oldest is "
                        + (files.isEmpty() ? "none" : files.get(0)) + ")");
            }
            return;
        }
        boolean hasAll = source.flavor().isMariaDb()
                ? ServerLineage.isAtOrBefore(before(connection, files.get(0)), offset.gtids())
                : containsPurged(connection, offset.gtids());
        if (!hasAll) {
            throw purged("transactions after the checkpoint were purged from the binlog");
        }
    }

    private void requireSamePlace(Connection connection, BinlogOffset offset, Map<String, Long> sizes)
            throws SQLException {
        new BinlogPlace(source, offset).strangeness(connection, sizes).ifPresent(why -> {
            throw begunAnew(why);
        });
    }

    /** Of the server's binlog files, oldest first. */
    private static Map<String, Long> sizes(Connection connection) throws SQLException {
        var sizes = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sizes;
    }

    /** What lies before a file of MariaDB's binlog: its head lists it. */
    private static String before(Connection connection, String file) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT BINLOG_GTID_POS(?, 4)")) {
            statement.setString(1, file);
            try (ResultSet row = statement.executeQuery()) {
                String gtids = row.next() ? row.getString(1) : null;
                return gtids == null ? "" : gtids;
            }
        }
    }

    private static boolean containsPurged(Connection connection, String gtids) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT GTID_SUBSET(@@GLOBAL.gtid_purged, ?)")) {
            statement.setString(1, gtids);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    private MigrationException begunAnew(String why) {
        return new MigrationException(
                ErrorCode.SOURCE_BINLOG_PURGED,
                "Source database " + source.config().address() + ": its binlog " + why
                        + ". Since capture was there the binlog was begun anew (RESET MASTER), or the server was restored to"
                        + " an earlier moment; what it wrote in between is lost for capture. gangway attach begins at the"
                        + " present position, finds what was missed by comparing and sends it again");
    }

    private MigrationException purged(String what) {
        return new MigrationException(
                ErrorCode.SOURCE_BINLOG_PURGED,
                "Source database " + source.config().address() + ": " + what
                        + "; changes are lost for capture. Put the missing binlog files back (with their line in the"
                        + " server's index file) if there is a backup of them; else gangway attach begins at the present"
                        + " position, finds what was missed by comparing and sends it again. Keep binlogs longer before"
                        + " that: expire_logs_days or binlog_expire_logs_seconds");
    }
}
