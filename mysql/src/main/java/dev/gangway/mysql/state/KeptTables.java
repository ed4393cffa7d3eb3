package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the target's tables as they were before a mode first wrote to them, so that a reset can bring them back: structure,
 * rows and next generated id. Rows are copied into the state schema; a table is registered in the transaction that fills its
 * copy, so it is kept whole or, after a kill, not at all. What is kept is never renewed. Thread-safe.
 */
public final class KeptTables {
    private final StateSchema schema;
    private final String mode;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** For one mode of the configuration; names of tables are the real ones, with prefix. */
    public KeptTables(StateSchema schema, String mode) {
        this.schema = schema;
        this.mode = mode;
    }

    /**
     * A table as it was.
     *
     * @param existed false when the mode created the table
     * @param createSql the server's CREATE TABLE statement; empty when it did not exist
     * @param copy the table of the state schema that holds its rows; empty when it had none
     */
    public record Kept(String table, boolean existed, String createSql, String copy, long rows) {}

    /** Keeps those tables that exist and are not kept yet; call it before the first write to any of them. */
    public void keep(Collection<String> tables) {
        keep(tables, false);
    }

    /** The same for tables that the mode makes: those that do not exist yet are dropped by a reset. */
    public void keepMade(Collection<String> tables) {
        keep(tables, true);
    }

    private synchronized void keep(Collection<String> tables, boolean made) {
        if (known.containsAll(tables)) {
            return;
        }
        StateErrors.run(schema, "keeping tables as they were before the load", connection -> {
            if (known.isEmpty()) {
                all(connection).forEach(kept -> known.add(kept.table()));
            }
            for (String table : new TreeSet<>(tables)) {
                if (!known.contains(table) && keep(connection, table, made)) {
                    known.add(table);
                }
            }
            return true;
        });
    }

    private boolean keep(Connection connection, String table, boolean made) throws SQLException {
        Optional<String> create = TargetTable.createStatement(connection, table);
        if (create.isEmpty()) {
            if (made) {
                register(connection, new Kept(table, false, "", "", 0));
            }
            return made;
        }
        if (!TargetTable.hasRows(connection, table)) {
            register(connection, new Kept(table, true, create.get(), "", 0));
            return true;
        }
        String copy = TargetTable.shortened(mode + "_" + table);
        TargetTable.execute(connection, "DROP TABLE IF EXISTS " + schema.table(copy));
        TargetTable.execute(connection, "CREATE TABLE " + schema.table(copy) + " LIKE " + Identifiers.quote(table));
        connection.setAutoCommit(false);
        long rows = TargetTable.copyRows(connection, Identifiers.quote(table), schema.table(copy), table);
        register(connection, new Kept(table, true, create.get(), copy, rows));
        connection.commit();
        connection.setAutoCommit(true);
        return true;
    }

    private void register(Connection connection, Kept kept) throws SQLException {
        String sql = "INSERT INTO " + schema.table("kept_table")
                + " (mode, table_name, existed, create_sql, copy_name, rows_kept) VALUES (?, ?, ?, ?, ?, ?)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, mode);
            statement.setString(2, kept.table());
            statement.setBoolean(3, kept.existed());
            statement.setString(4, kept.createSql());
            statement.setString(5, kept.copy());
            statement.setLong(6, kept.rows());
            statement.executeUpdate();
        }
    }

    /** Everything kept for the mode, by table; nothing when the state is older than keeping. */
    public List<Kept> all() {
        return StateErrors.run(
                schema,
                "reading what was kept",
                connection -> schema.has(connection, "kept_table") ? all(connection) : List.<Kept>of());
    }

    private List<Kept> all(Connection connection) throws SQLException {
        String sql = "SELECT table_name, existed, create_sql, copy_name, rows_kept FROM " + schema.table("kept_table")
                + " WHERE mode = ? ORDER BY table_name";
        var found = new ArrayList<Kept>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, mode);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Kept(
                            row.getString(1), row.getBoolean(2), row.getString(3), row.getString(4), row.getLong(5)));
                }
            }
        }
        return found;
    }

    /** True when the table was there and is kept, with rows or without. */
    public boolean isKept(String table) {
        return all().stream().anyMatch(kept -> kept.table().equals(table) && kept.existed());
    }

    /** The quoted, qualified name of the table that holds a table's rows as they were; empty when it had none. */
    public Optional<String> copyOf(String table) {
        return all().stream()
                .filter(kept -> kept.table().equals(table) && !kept.copy().isEmpty())
                .findFirst()
                .map(kept -> schema.table(kept.copy()));
    }

    /** Makes a table what it was. May be repeated; the copy stays until {@link #forget()}. */
    public void restore(Kept kept) {
        StateErrors.run(schema, "bringing table " + kept.table() + " back", connection -> {
            if (!kept.existed()) {
                TargetTable.execute(connection, "DROP TABLE IF EXISTS " + Identifiers.quote(kept.table()));
                return true;
            }
            TargetTable.reshape(connection, kept.table(), kept.createSql());
            if (!kept.copy().isEmpty()) {
                TargetTable.copyRows(
                        connection, schema.table(kept.copy()), Identifiers.quote(kept.table()), kept.table());
            }
            TargetTable.setNextId(connection, kept.table(), kept.createSql());
            return true;
        });
    }

    /** Drops the copies and forgets what was kept for the mode. */
    public void forget() {
        List<Kept> kept = all();
        StateErrors.run(schema, "forgetting what was kept", connection -> {
            for (Kept table : kept) {
                if (!table.copy().isEmpty()) {
                    TargetTable.execute(connection, "DROP TABLE IF EXISTS " + schema.table(table.copy()));
                }
                forget(connection, table);
            }
            return true;
        });
        known.clear();
    }

    private void forget(Connection connection, Kept kept) throws SQLException {
        String sql = "DELETE FROM " + schema.table("kept_table") + " WHERE mode = ? AND table_name = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, mode);
            statement.setString(2, kept.table());
            statement.executeUpdate();
        }
    }
}
