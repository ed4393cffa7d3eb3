package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The run's identity in the state and its mark in the target, which are only ever written together, in one transaction. A
 * target without Magento's table {@code flag} is not marked. Thread-safe.
 */
public final class RunIdentityStore {
    private static final String TABLE = "run_identity";
    private static final String MARK_TABLE = "flag";

    private final StateSchema schema;

    public RunIdentityStore(StateSchema schema) {
        this.schema = schema;
    }

    /** What the state says; empty before anything was begun, or when the state is older. */
    public Optional<RunIdentity> find() {
        return StateErrors.run(
                schema,
                "reading the run's identity",
                connection -> schema.has(connection, TABLE) ? find(connection) : Optional.<RunIdentity>empty());
    }

    private Optional<RunIdentity> find(Connection connection) throws SQLException {
        String sql = "SELECT run_id, turn, mark_id, adopted FROM " + schema.table(TABLE) + " WHERE id = 1";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.empty();
            }
            long mark = row.getLong(3);
            OptionalLong markId = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(mark);
            return Optional.of(new RunIdentity(row.getString(1), row.getLong(2), markId, row.getBoolean(4)));
        }
    }

    /** What the target carries. */
    public Optional<TargetMark> mark() {
        return StateErrors.run(schema, "looking for a mark in the target", this::mark);
    }

    private Optional<TargetMark> mark(Connection connection) throws SQLException {
        if (!canMark(connection)) {
            return Optional.empty();
        }
        String sql =
                "SELECT flag_id, flag_data FROM " + markTable() + " WHERE flag_code = ? ORDER BY flag_id DESC LIMIT 1";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, TargetMark.CODE);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(TargetMark.parse(row.getLong(1), row.getString(2)))
                        : Optional.<TargetMark>empty();
            }
        }
    }

    private boolean canMark(Connection connection) throws SQLException {
        return TargetTable.createStatement(connection, schema.target().table(MARK_TABLE))
                .isPresent();
    }

    private String markTable() {
        return Identifiers.quote(
                schema.target().config().name(), schema.target().table(MARK_TABLE));
    }

    /** Makes an identity and marks the target when there is none yet; then begins the next turn. */
    public RunIdentity begin() {
        return StateErrors.run(schema, "marking the target", connection -> {
            boolean canMark = canMark(connection);
            connection.setAutoCommit(false);
            if (find(connection).isEmpty()) {
                insert(connection);
            }
            if (canMark) {
                rememberMark(connection);
            }
            advance(connection);
            RunIdentity identity = find(connection).orElseThrow();
            connection.commit();
            return identity;
        });
    }

    private void insert(Connection connection) throws SQLException {
        String sql = "INSERT IGNORE INTO " + schema.table(TABLE) + " (id, run_id) VALUES (1, ?)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.executeUpdate();
        }
    }

    /** The mark that is there may have come with the target from elsewhere, under another number. */
    private void rememberMark(Connection connection) throws SQLException {
        Optional<TargetMark> there = mark(connection);
        long id = there.isPresent() ? there.get().id() : addMark(connection);
        try (var statement =
                connection.prepareStatement("UPDATE " + schema.table(TABLE) + " SET mark_id = ? WHERE id = 1")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    private long addMark(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "INSERT INTO " + markTable() + " (flag_code, flag_data) VALUES (?, '')",
                Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, TargetMark.CODE);
            statement.executeUpdate();
            try (ResultSet key = statement.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        }
    }

    /** Begins the next turn in the caller's transaction, which holds what the turn writes; nothing where there is no identity. */
    public void advance(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            int marked = statement.executeUpdate(
                    "UPDATE " + schema.table(TABLE) + " SET turn = turn + 1 WHERE id = 1 AND mark_id IS NOT NULL");
            if (marked == 0) {
                return;
            }
        }
        RunIdentity now = find(connection).orElseThrow();
        try (var statement =
                connection.prepareStatement("UPDATE " + markTable() + " SET flag_data = ? WHERE flag_id = ?")) {
            statement.setString(1, TargetMark.text(now.runId(), sourceId(), now.turn()));
            statement.setLong(2, now.markId().orElseThrow());
            statement.executeUpdate();
        }
    }

    private String sourceId() {
        return schema.name().substring("gangway_".length());
    }

    /** True when the state says that something was written to the target. */
    public boolean claimsRows() {
        return StateErrors.run(schema, "reading progress", connection -> {
            for (String table : new String[] {"kept_table", "load_table", "sink_watermark"}) {
                if (schema.has(connection, table) && hasRows(connection, table)) {
                    return true;
                }
            }
            return false;
        });
    }

    private boolean hasRows(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM " + schema.table(table) + " LIMIT 1")) {
            return row.next();
        }
    }

    /** Gives the run a new id after a reset of its data: what others still hold of it is that of another run. */
    void renew() {
        StateErrors.run(schema, "renewing the run's identity", connection -> {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(
                    "UPDATE " + schema.table(TABLE) + " SET run_id = ?, adopted = 0 WHERE id = 1")) {
                statement.setString(1, UUID.randomUUID().toString());
                statement.executeUpdate();
            }
            advance(connection);
            connection.commit();
            return true;
        });
    }

    /** Takes the source-id's mark out of the target; that of another one stays. */
    public void unmark() {
        StateErrors.run(schema, "removing the target's mark", connection -> {
            Optional<TargetMark> own = mark(connection).filter(this::isOwn);
            if (own.isPresent()) {
                try (var statement = connection.prepareStatement("DELETE FROM " + markTable() + " WHERE flag_id = ?")) {
                    statement.setLong(1, own.get().id());
                    statement.executeUpdate();
                }
                giveBack(connection, own.get().id());
            }
            return true;
        });
    }

    /** The next flag gets the number that the mark had, unless others came after it. */
    private void giveBack(Connection connection, long id) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SELECT 1 FROM " + markTable() + " WHERE flag_id > " + id + " LIMIT 1")) {
                if (row.next()) {
                    return;
                }
            }
            statement.execute("ALTER TABLE " + markTable() + " AUTO_INCREMENT = " + id);
        }
    }

    /** True when a run of this source-id has made the mark. */
    public boolean isOwn(TargetMark mark) {
        return mark.sourceId().equals(sourceId());
    }
}
