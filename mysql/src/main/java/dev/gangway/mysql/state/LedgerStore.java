package dev.gangway.mysql.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts that must balance, on the caller's connection and in the caller's transaction. Thread-safe. */
public final class LedgerStore {
    private final StateSchema schema;

    public LedgerStore(StateSchema schema) {
        this.schema = schema;
    }

    /** Adds to the counts of each entry's table and minute. */
    public void add(Connection connection, Collection<LedgerEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        String sql =
                "INSERT INTO " + schema.table("ledger") + " (table_name, minute, applied, coalesced, filtered, parked)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE applied = applied + VALUES(applied),"
                        + " coalesced = coalesced + VALUES(coalesced), filtered = filtered + VALUES(filtered),"
                        + " parked = parked + VALUES(parked)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (LedgerEntry entry : entries) {
                statement.setString(1, entry.table());
                statement.setLong(2, entry.minute());
                statement.setLong(3, entry.applied());
                statement.setLong(4, entry.coalesced());
                statement.setLong(5, entry.filtered());
                statement.setLong(6, entry.parked());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Sums over all minutes, one entry per table, minute 0. */
    public List<LedgerEntry> totals(Connection connection) throws SQLException {
        String sql = "SELECT table_name, 0, SUM(applied), SUM(coalesced), SUM(filtered), SUM(parked) FROM "
                + schema.table("ledger") + " GROUP BY table_name ORDER BY table_name";
        return entries(connection, sql);
    }

    /** Entries of the minutes from the given one on. */
    public List<LedgerEntry> since(Connection connection, long minute) throws SQLException {
        String sql = "SELECT table_name, minute, applied, coalesced, filtered, parked FROM " + schema.table("ledger")
                + " WHERE minute >= " + minute + " ORDER BY minute, table_name";
        return entries(connection, sql);
    }

    private static List<LedgerEntry> entries(Connection connection, String sql) throws SQLException {
        var entries = new ArrayList<LedgerEntry>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                entries.add(new LedgerEntry(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
            }
        }
        return entries;
    }

    /** What capture counted up to the watermark, per source table, in total. */
    public void saveCaptured(Connection connection, Map<String, Long> totals) throws SQLException {
        if (totals.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO " + schema.table("captured") + " (table_name, total) VALUES (?, ?)"
                + " ON DUPLICATE KEY UPDATE total = VALUES(total)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<String, Long> entry : totals.entrySet()) {
                statement.setString(1, entry.getKey());
                statement.setLong(2, entry.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    public Map<String, Long> captured(Connection connection) throws SQLException {
        var totals = new TreeMap<String, Long>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT table_name, total FROM " + schema.table("captured"))) {
            while (row.next()) {
                totals.put(row.getString(1), row.getLong(2));
            }
        }
        return totals;
    }

    /**
     * Tables whose counts do not balance; none, always: both sides are written in the transaction that moves the watermark.
     * One statement, so that it sees both at one moment.
     */
    public List<Imbalance> imbalances(Connection connection) throws SQLException {
        String sql = "SELECT table_name, SUM(captured), SUM(accounted) FROM (SELECT table_name, total AS captured,"
                + " 0 AS accounted FROM " + schema.table("captured")
                + " UNION ALL SELECT table_name, 0, applied + coalesced + filtered + parked FROM "
                + schema.table("ledger") + ") both_sides GROUP BY table_name"
                + " HAVING SUM(captured) <> SUM(accounted) ORDER BY table_name";
        var imbalances = new ArrayList<Imbalance>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                imbalances.add(new Imbalance(row.getString(1), row.getLong(2), row.getLong(3)));
            }
        }
        return imbalances;
    }

    /** How many changes are accounted for, over all tables. */
    public long accounted(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT COALESCE(SUM(applied + coalesced + filtered + parked), 0) FROM "
                                + schema.table("ledger"))) {
            row.next();
            return row.getLong(1);
        }
    }
}
