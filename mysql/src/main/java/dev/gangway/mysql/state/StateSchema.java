package dev.gangway.mysql.state;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The schema {@code gangway_<source-id>} on the target server that holds everything a run must remember. Created and brought
 * up to date by numbered scripts, each safe to run twice, so that a kill in between is mended by the next start. All stores
 * name their tables through it. Thread-safe.
 */
public final class StateSchema {
    private static final Pattern SOURCE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,50}");

    private static final int DUPLICATE_COLUMN = 1060;

    private final Database target;
    private final String name;

    public StateSchema(Database target, String sourceId) {
        if (!SOURCE_ID.matcher(sourceId).matches()) {
            throw new MigrationException(
                    ErrorCode.CONFIG_INVALID,
                    "source-id \"" + sourceId
                            + "\" must be 1 to 51 letters, digits, dashes or underscores: change it in the"
                            + " configuration");
        }
        this.target = target;
        this.name = "gangway_" + sourceId.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private StateSchema(Database target, StateSchema other) {
        this.target = target;
        this.name = other.name;
    }

    /** The same state by other connections. */
    public StateSchema through(Database connections) {
        return new StateSchema(connections, this);
    }

    public String name() {
        return name;
    }

    /** The target's database, which the state lives beside. */
    public Database target() {
        return target;
    }

    /** Names of the target's tables, and of shadow tables, which lie in this schema. */
    public TargetNames names() {
        return new TargetNames(target.config().prefix(), name);
    }

    /** The quoted, qualified name of a state table. */
    public String table(String table) {
        return Identifiers.quote(name, table);
    }

    /**
     * Creates the schema or brings it up to date, then checks that it is whole.
     *
     * @throws MigrationException CHECKPOINT_CORRUPTED when tables are missing or contradict each other, CHECKPOINT_MISMATCH
     *     when a newer version made them
     */
    public void open() {
        StateErrors.run(this, "opening the state", connection -> {
            Set<String> existing = tables(connection);
            if (!existing.isEmpty() && !existing.contains("schema_version")) {
                throw corrupted("table schema_version is missing");
            }
            execute(
                    connection,
                    "CREATE DATABASE IF NOT EXISTS " + Identifiers.quote(name) + " DEFAULT CHARACTER SET utf8mb4");
            execute(
                    connection,
                    "CREATE TABLE IF NOT EXISTS " + table("schema_version")
                            + " (version INT NOT NULL PRIMARY KEY, applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)"
                            + " ENGINE = InnoDB");
            int version = version(connection);
            refuseNewer(version);
            refuseForgotten(connection, existing, version);
            for (StateScript script : StateScript.all()) {
                if (script.version() > version) {
                    apply(connection, script);
                }
            }
            refuseMissing(tables(connection), version(connection));
            return true;
        });
    }

    /**
     * Only the checks of {@link #open()}, of a schema that exists; one of an older version is fine.
     *
     * @throws MigrationException CHECKPOINT_CORRUPTED or CHECKPOINT_MISMATCH
     */
    public void check() {
        StateErrors.run(this, "checking the state", connection -> {
            Set<String> existing = tables(connection);
            if (!existing.contains("schema_version")) {
                throw corrupted("table schema_version is missing");
            }
            int version = version(connection);
            refuseNewer(version);
            refuseForgotten(connection, existing, version);
            refuseMissing(existing, version);
            return true;
        });
    }

    /** True when the schema exists. */
    public boolean exists() {
        return StateErrors.run(
                this, "looking for the state", connection -> !tables(connection).isEmpty());
    }

    /** True when the state has this table: a damaged or older one may lack it. */
    boolean has(Connection connection, String table) throws SQLException {
        return tables(connection).contains(table);
    }

    /** Forgets everything: the next run starts from the beginning. Triggers that are still suspended are restored first. */
    public void drop() {
        boolean mayHoldTriggers = StateErrors.run(
                this, "looking for the state", connection -> tables(connection).contains("suspended_trigger"));
        if (mayHoldTriggers) {
            new TargetTriggers(this).restore();
        }
        StateErrors.run(this, "removing the state", connection -> {
            execute(connection, "DROP DATABASE IF EXISTS " + Identifiers.quote(name));
            return true;
        });
    }

    /** The exception for state that contradicts itself. */
    public MigrationException corrupted(String what) {
        return new MigrationException(
                ErrorCode.CHECKPOINT_CORRUPTED,
                "State schema " + name + " on target database "
                        + target.config().address() + " is damaged: " + what
                        + ". Restore it from a backup made together with the target, or start over with --reset");
    }

    private void refuseNewer(int version) {
        int newest = StateScript.all().get(StateScript.all().size() - 1).version();
        if (version > newest) {
            throw new MigrationException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "State schema " + name + " on target database "
                            + target.config().address() + " has version " + version
                            + ", this program knows up to " + newest
                            + ": use the newer program, or start over with --reset");
        }
    }

    private void refuseForgotten(Connection connection, Set<String> existing, int version) throws SQLException {
        if (version == 0 && existing.contains("run_state")) {
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table("run_state"))) {
                row.next();
                if (row.getLong(1) > 0) {
                    throw corrupted("table schema_version is empty");
                }
            }
        }
    }

    private void refuseMissing(Set<String> existing, int version) {
        var missing = new TreeSet<String>();
        StateScript.all().stream()
                .filter(script -> script.version() <= version)
                .forEach(script -> missing.addAll(script.tables()));
        missing.removeAll(existing);
        if (!missing.isEmpty()) {
            throw corrupted("missing tables " + String.join(", ", missing));
        }
    }

    private void apply(Connection connection, StateScript script) throws SQLException {
        for (String statement : script.statements(Identifiers.quote(name))) {
            applyOnce(connection, statement);
        }
        execute(
                connection,
                "INSERT IGNORE INTO " + table("schema_version") + " (version) VALUES (" + script.version() + ")");
    }

    /** A column that is there already shows that the statement was carried out before a kill. */
    private static void applyOnce(Connection connection, String statement) throws SQLException {
        try {
            execute(connection, statement);
        } catch (SQLException e) {
            if (e.getErrorCode() != DUPLICATE_COLUMN) {
                throw e;
            }
        }
    }

    private int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM " + table("schema_version"))) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The tables that the schema has; none when it does not exist. */
    Set<String> tables(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?")) {
            statement.setString(1, name);
            var names = new TreeSet<String>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
