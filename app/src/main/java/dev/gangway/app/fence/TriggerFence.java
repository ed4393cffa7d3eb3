package dev.gangway.app.fence;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.inspect.Grants;
import dev.gangway.mysql.inspect.ServerSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses every row written to the captured tables by triggers of its own, several tables at a time. Needs no right over the server; others'
 * triggers are left alone. A table whose transactions are still open is left for later, so that nobody queues up behind.
 */
final class TriggerFence implements Fence {
    /** Every trigger of a fence carries it, after the source's table prefix. */
    static final String MARK = "gw_fence_";

    private static final String TRUST = "log_bin_trust_function_creators";
    private static final String REFUSAL = "The shop is being moved and takes no changes now";
    private static final int LOCK_WAIT = 1205;
    private static final int NO_TABLE = 1146;

    private final Database source;
    private final List<String> tables;

    /** {@code tables}: the ones to fence, by the names they have in the source. */
    TriggerFence(Database source, Collection<String> tables) {
        this.source = source;
        this.tables = List.copyOf(tables);
    }

    @Override
    public String choice() {
        return Fences.TRIGGERS;
    }

    @Override
    public String description() {
        return "CREATE TRIGGER, three for each of %,d tables of %s"
                .formatted(tables.size(), source.config().address());
    }

    @Override
    public List<String> obstacles() {
        var obstacles = new ArrayList<String>();
        Grants grants = Grants.of(source);
        String schema = source.config().name();
        if (!grants.missing(List.of("TRIGGER"), schema).isEmpty()) {
            obstacles.add("user " + source.config().user() + " may not create triggers: GRANT TRIGGER ON "
                    + grants.pattern(schema) + ".* to this user");
        }
        ServerSettings server = ServerSettings.of(source);
        if (server.isOn("log_bin") && !server.isOn(TRUST) && !grants.hasGlobally("SUPER")) {
            obstacles.add(
                    "with its binlog on the server lets only SUPER create triggers: SET GLOBAL " + TRUST + " = 1");
        }
        obstacles.addAll(inTheWay());
        return obstacles;
    }

    /** Before MySQL 5.7.2 and MariaDB 10.2.3 a table has one trigger per event and time. */
    private List<String> inTheWay() {
        Flavor flavor = source.flavor();
        if (flavor.isMariaDb() ? flavor.isAtLeast(10, 2, 3) : flavor.isAtLeast(5, 7, 2)) {
            return List.of();
        }
        List<String> foreign = triggers("ACTION_TIMING = 'BEFORE'").entrySet().stream()
                .filter(trigger -> !isOurs(trigger.getKey()) && tables.contains(trigger.getValue()))
                .map(trigger -> trigger.getKey() + " on " + trigger.getValue())
                .toList();
        return foreign.isEmpty()
                ? List.of()
                : List.of(flavor + " allows one trigger per event, and these are in the way: "
                        + String.join(", ", foreign) + "; use --fence read-only or --fence hook:CMD");
    }

    private boolean isOurs(String trigger) {
        return trigger.startsWith(source.config().prefix() + MARK);
    }

    @Override
    public String memory() {
        return "";
    }

    @Override
    public boolean isSet() {
        return !own().isEmpty();
    }

    private List<String> own() {
        return triggers("TRUE").keySet().stream().filter(this::isOurs).toList();
    }

    /** The schema's triggers with their tables. */
    private Map<String, String> triggers(String condition) {
        var triggers = new LinkedHashMap<String, String>();
        try (Connection connection = source.open();
                var statement = connection.prepareStatement(
                        "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS"
                                + " WHERE TRIGGER_SCHEMA = ? AND " + condition)) {
            statement.setString(1, source.config().name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    triggers.put(row.getString(1), row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "looking for triggers");
        }
        return triggers;
    }

    @Override
    public void set(Deadline deadline) {
        if (isSet()) {
            lift(""); // an earlier one with the same names
        }
        Set<String> made = ConcurrentHashMap.newKeySet();
        var work = new TriggerWork(source, "creating the fence's triggers");
        work.on(tables, (statement, table) -> {
            boolean isFenced = isFenced(statement, table, made, deadline);
            if (!isFenced) {
                deadline.pause("triggers were created on " + table + ": transactions that use the table stay open");
            }
            return isFenced;
        });
    }

    private boolean isFenced(Statement statement, String table, Set<String> made, Deadline deadline) {
        deadline.require("triggers were created on " + table);
        for (String event : List.of("INSERT", "UPDATE", "DELETE")) {
            String name = name(table, event);
            if (made.contains(name)) {
                continue;
            }
            try {
                statement.execute("CREATE TRIGGER " + Identifiers.quote(name) + " BEFORE " + event
                        + " ON "
                        + Identifiers.quote(table) + " FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '"
                        + REFUSAL + "'");
                made.add(name);
            } catch (SQLException e) {
                if (e.getErrorCode() == LOCK_WAIT) {
                    return false;
                }
                MigrationException why = SqlErrors.translate(e, source.config(), "creating a trigger on " + table);
                throw new MigrationException(ErrorCode.FENCE_NOT_SET, String.valueOf(why.getMessage()), e);
            }
        }
        return true;
    }

    /** By number, since a table's name may be as long as a trigger's. */
    private String name(String table, String event) {
        return source.config().prefix() + MARK + tables.indexOf(table) + "_"
                + event.substring(0, 3).toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void lift(String memory) {
        new TriggerWork(source, "removing the fence's triggers").on(own(), TriggerFence::drop);
        List<String> rest = own();
        if (!rest.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.FENCE_LEFT,
                    "Source database " + source.config().address() + ": " + rest.size()
                            + " triggers of the fence are still there, since transactions use their tables");
        }
    }

    /** One that is in use stays for the next try, and does not keep the others. */
    private static boolean drop(Statement statement, String trigger) throws SQLException {
        try {
            statement.execute("DROP TRIGGER IF EXISTS " + Identifiers.quote(trigger));
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != LOCK_WAIT && e.getErrorCode() != NO_TABLE) {
                throw e;
            }
            return true;
        }
    }

    @Override
    public List<String> byHand(String memory) {
        return own().stream()
                .map(trigger ->
                        "DROP TRIGGER " + Identifiers.quote(source.config().name(), trigger) + ";")
                .toList();
    }
}
