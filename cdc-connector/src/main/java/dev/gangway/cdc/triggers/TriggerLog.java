package dev.gangway.cdc.triggers;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, checks and removes the triggers and log tables on the source. Triggers of others are never touched. Everything is
 * idempotent: what is there and right stays, and logs keep their rows.
 */
public final class TriggerLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(TriggerLog.class);
    private static final int NEEDS_SUPER = 1419;
    private static final int SECOND_TRIGGER = 1235;
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227, 1370);

    private final Database source;
    private final List<LogTable> logs;

    public TriggerLog(Database source, CapturedTables tables) {
        this.source = source;
        List<Table> keyless = tables.tables().stream()
                .filter(table -> table.identity().isEmpty())
                .toList();
        if (!keyless.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SOURCE_TRIGGERS_MISSING,
                    "Source database " + source.config().address()
                            + ": these tables have no key that tells rows apart, so triggers cannot capture them: "
                            + String.join(
                                    ", ", keyless.stream().map(Table::name).toList())
                            + "; use capture by binlog, ignore them in the map file, or give them a primary key");
        }
        this.logs = tables.tables().stream()
                .map(table -> new LogTable(source, table))
                .toList();
    }

    List<LogTable> logs() {
        return logs;
    }

    /**
     * After this call every change of the captured tables is logged.
     *
     * @throws MigrationException naming the missing grant or setting, or the foreign trigger in the way; what was installed
     *     before the failure stays and is used by the next call
     */
    public void install() {
        try (Connection connection = source.open()) {
            Map<String, String> bodies = ownTriggers(connection);
            Set<String> tables = ownTables(connection);
            refuseSecondTriggers(connection, bodies.keySet());
            for (LogTable log : logs) {
                if (!tables.contains(log.name())) {
                    run(connection, log.create(), "creating log table " + log.name());
                }
                for (LogTable.Trigger trigger : log.triggers()) {
                    install(connection, trigger, bodies);
                }
            }
            LOGGER.atInfo().addKeyValue("tables", logs.size()).log("Triggers installed on the source");
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "installing triggers");
        }
        verify();
    }

    private void install(Connection connection, LogTable.Trigger trigger, Map<String, String> bodies) {
        String body = bodies.get(trigger.name());
        if (trigger.body().equals(body)) {
            return;
        }
        if (body != null) {
            run(connection, trigger.drop(), "replacing trigger " + trigger.name());
        }
        run(connection, trigger.create(), "creating trigger " + trigger.name());
    }

    /**
     * Checks that all log tables and triggers are there and as they must be.
     *
     * @throws MigrationException SOURCE_TRIGGERS_MISSING naming each that is not
     */
    public void verify() {
        var missing = new ArrayList<String>();
        try (Connection connection = source.open()) {
            Map<String, String> bodies = ownTriggers(connection);
            Set<String> tables = ownTables(connection);
            for (LogTable log : logs) {
                if (!tables.contains(log.name())) {
                    missing.add("table " + log.name());
                }
                log.triggers().stream()
                        .filter(trigger -> !trigger.body().equals(bodies.get(trigger.name())))
                        .forEach(trigger -> missing.add("trigger " + trigger.name()));
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "checking triggers");
        }
        if (!missing.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SOURCE_TRIGGERS_MISSING,
                    "Source database " + source.config().address() + " lacks " + missing.size()
                            + " of capture's objects ("
                            + String.join(", ", missing.subList(0, Math.min(missing.size(), 5)))
                            + (missing.size() > 5 ? ", ..." : "")
                            + "): changes made meanwhile are lost for capture; gangway attach installs them, finds what was missed by"
                            + " comparing and sends it again");
        }
    }

    /** Rows in the logs that were not read and acknowledged yet, per captured table; tables without any are left out. */
    public Map<String, Long> waiting() {
        var waiting = new TreeMap<String, Long>();
        try (Connection connection = source.open();
                var statement = connection.createStatement()) {
            for (LogTable log : logs) {
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + Identifiers.quote(log.name()))) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        waiting.put(log.table().name(), row.getLong(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "counting the rows of the trigger logs");
        }
        return waiting;
    }

    /** Removes every trigger and log table of this capture, also those of tables that are no longer captured. */
    public void uninstall() {
        TriggerFootprint.of(source).remove();
    }

    private String start() {
        return source.config().prefix() + LogTable.MARK;
    }

    private Map<String, String> ownTriggers(Connection connection) throws SQLException {
        var bodies = new HashMap<String, String>();
        query(
                connection,
                "SELECT TRIGGER_NAME, ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?",
                row -> {
                    if (row.getString(1).startsWith(start())) {
                        bodies.put(row.getString(1), row.getString(2).strip());
                    }
                });
        return bodies;
    }

    private Set<String> ownTables(Connection connection) throws SQLException {
        var tables = new HashSet<String>();
        query(connection, "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?", row -> {
            if (row.getString(1).startsWith(start())) {
                tables.add(row.getString(1));
            }
        });
        return tables;
    }

    /** Before MySQL 5.7.2 and MariaDB 10.2.3 a table has one trigger per event and time. */
    private void refuseSecondTriggers(Connection connection, Set<String> own) throws SQLException {
        Flavor flavor = source.flavor();
        if (flavor.isMariaDb() ? flavor.isAtLeast(10, 2, 3) : flavor.isAtLeast(5, 7, 2)) {
            return;
        }
        Set<String> captured =
                new HashSet<>(logs.stream().map(LogTable::realTable).toList());
        var inTheWay = new ArrayList<String>();
        query(
                connection,
                "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING FROM information_schema.TRIGGERS"
                        + " WHERE TRIGGER_SCHEMA = ?",
                row -> {
                    boolean foreign = !own.contains(row.getString(1)) && captured.contains(row.getString(2));
                    if (foreign && row.getString(3).equalsIgnoreCase("AFTER")) {
                        inTheWay.add(row.getString(1) + " on " + row.getString(2));
                    }
                });
        if (!inTheWay.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SOURCE_TRIGGERS_MISSING,
                    "Source database " + source.config().address() + ": " + flavor
                            + " allows one trigger per event, and these are in the way: " + String.join(", ", inTheWay)
                            + "; drop them if they belong to an earlier migration, or use capture by binlog");
        }
    }

    private void query(Connection connection, String sql, RowReader reader) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, source.config().name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private void run(Connection connection, String sql, String doing) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(e, doing);
        }
    }

    private MigrationException refused(SQLException e, String doing) {
        String where = "Source database " + source.config().address() + ": " + doing + " failed: ";
        String user = "user " + source.config().user();
        if (e.getErrorCode() == NEEDS_SUPER) {
            return new MigrationException(
                    ErrorCode.SOURCE_GRANT_MISSING,
                    where + "the server writes a binlog and lets only SUPER create triggers (1419); run SET GLOBAL"
                            + " log_bin_trust_function_creators = 1 as an administrator, or grant " + user + " SUPER",
                    e);
        }
        if (DENIED.contains(e.getErrorCode())) {
            return new MigrationException(
                    ErrorCode.SOURCE_GRANT_MISSING,
                    where + "a right is missing (" + e.getErrorCode()
                            + "); run GRANT SELECT, INSERT, DELETE, CREATE, DROP," + " TRIGGER ON "
                            + Identifiers.quote(source.config().name()) + ".* TO " + user,
                    e);
        }
        if (e.getErrorCode() == SECOND_TRIGGER) {
            return new MigrationException(
                    ErrorCode.SOURCE_TRIGGERS_MISSING,
                    where + "the table has a trigger for this event already (1235); drop it or use capture by binlog",
                    e);
        }
        return SqlErrors.translate(e, source.config(), doing);
    }

    /** Takes the current row of a result. */
    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
