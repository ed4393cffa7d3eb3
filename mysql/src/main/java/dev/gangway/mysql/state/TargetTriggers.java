package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the target's own triggers (Magento's indexers by schedule) out of the way of the load and puts them back as they
 * were. Definitions are stored before the first trigger is dropped, so they survive a kill; both methods may be repeated.
 */
public final class TargetTriggers {
    private static final Logger LOGGER = LoggerFactory.getLogger(TargetTriggers.class);

    private final StateSchema schema;

    public TargetTriggers(StateSchema schema) {
        this.schema = schema;
    }

    private record Definition(
            String name, String table, String sql, String sqlMode, String charset, String collation, int position) {
        Definition at(int newPosition) {
            return new Definition(name, table, sql, sqlMode, charset, collation, newPosition);
        }
    }

    /**
     * What became of the suspended triggers.
     *
     * @param restored how many are as they were
     * @param otherDefiner those that run with the rights of this program's user, because it may not name another
     * @param withoutTable those whose table is gone
     */
    public record Restored(int restored, List<String> otherDefiner, List<String> withoutTable) {
        public Restored {
            otherDefiner = List.copyOf(otherDefiner);
            withoutTable = List.copyOf(withoutTable);
        }

        public int all() {
            return restored + otherDefiner.size() + withoutTable.size();
        }
    }

    /** How many are suspended; 0 when the state is damaged where they are listed. */
    public int suspended() {
        return StateErrors.run(
                schema,
                "counting suspended triggers",
                connection -> schema.has(connection, "suspended_trigger")
                        ? stored(connection).size()
                        : 0);
    }

    /** Stores and drops all triggers of the target database; returns how many are suspended now. */
    public int suspend() {
        return StateErrors.run(schema, "suspending the target's triggers", connection -> {
            List<Definition> present = numbered(present(connection), stored(connection));
            connection.setAutoCommit(false);
            for (Definition definition : present) {
                store(connection, definition);
            }
            connection.commit();
            connection.setAutoCommit(true);
            for (Definition definition : present) {
                execute(connection, "DROP TRIGGER IF EXISTS " + qualified(definition.name()));
            }
            return stored(connection).size();
        });
    }

    /** After a kill some are stored already: these keep their place, so that the order survives. */
    private static List<Definition> numbered(List<Definition> present, List<Definition> stored) {
        var positions = new HashMap<String, Integer>();
        stored.forEach(definition -> positions.put(definition.name(), definition.position()));
        int next = positions.values().stream().mapToInt(p -> p + 1).max().orElse(0);
        var numbered = new ArrayList<Definition>();
        for (Definition definition : present) {
            Integer known = positions.get(definition.name());
            numbered.add(definition.at(known == null ? next++ : known));
        }
        return numbered;
    }

    /**
     * Creates the stored triggers again in their old order, then forgets them. A trigger that is still there is made again
     * when an earlier one of its table is missing, because the server would put that one behind it.
     */
    public Restored restore() {
        return StateErrors.run(schema, "restoring the target's triggers", connection -> {
            var otherDefiner = new ArrayList<String>();
            var withoutTable = new ArrayList<String>();
            var moved = new HashSet<String>();
            List<Definition> definitions = stored(connection);
            for (Definition definition : definitions) {
                if (exists(connection, definition.name())) {
                    if (!moved.contains(definition.table())) {
                        continue;
                    }
                    execute(connection, "DROP TRIGGER IF EXISTS " + qualified(definition.name()));
                }
                moved.add(definition.table());
                if (TargetTable.createStatement(connection, definition.table()).isEmpty()) {
                    withoutTable.add(definition.name());
                } else if (!create(definition)) {
                    otherDefiner.add(definition.name());
                }
            }
            execute(connection, "DELETE FROM " + schema.table("suspended_trigger"));
            int changed = otherDefiner.size() + withoutTable.size();
            return new Restored(definitions.size() - changed, otherDefiner, withoutTable);
        });
    }

    /** The statement must reach the server in the trigger's own character set, or its text would be another one. */
    private boolean create(Definition definition) throws SQLException {
        boolean plain = definition.sql().chars().allMatch(c -> c < 128);
        try (Connection connection =
                plain ? schema.target().open() : schema.target().openSpeaking(definition.charset())) {
            return create(connection, definition);
        }
    }

    /** False when the definer could not be kept. */
    private static boolean create(Connection connection, Definition definition) throws SQLException {
        execute(
                connection,
                "SET SESSION sql_mode = " + Identifiers.literal(definition.sqlMode()) + ", character_set_client = "
                        + definition.charset() + ", collation_connection = " + definition.collation());
        try {
            execute(connection, definition.sql());
            return true;
        } catch (SQLException e) {
            if (SqlErrors.kindOf(e) != SqlErrorKind.GRANT_MISSING) {
                throw e;
            }
            LOGGER.atWarn()
                    .addKeyValue("table", definition.table())
                    .addKeyValue("trigger", definition.name())
                    .log(
                            "A trigger is restored with this user as its definer, because the right to name another is missing");
            execute(connection, definition.sql().replaceFirst("(?i)DEFINER\\s*=\\s*`[^`]*`@`[^`]*`\\s*", ""));
            return false;
        }
    }

    private List<Definition> present(Connection connection) throws SQLException {
        String sql = "SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, SQL_MODE, CHARACTER_SET_CLIENT, COLLATION_CONNECTION"
                + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"
                + " ORDER BY EVENT_OBJECT_TABLE, EVENT_MANIPULATION, ACTION_TIMING, ACTION_ORDER";
        var definitions = new ArrayList<Definition>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                definitions.add(new Definition(
                        row.getString(1),
                        row.getString(2),
                        createStatement(connection, row.getString(1)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        definitions.size()));
            }
        }
        return definitions;
    }

    private static String createStatement(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TRIGGER " + Identifiers.quote(name))) {
            row.next();
            return row.getString(3);
        }
    }

    private boolean exists(Connection connection, String name) throws SQLException {
        String sql = "SELECT 1 FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() AND TRIGGER_NAME = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private void store(Connection connection, Definition definition) throws SQLException {
        String sql = "REPLACE INTO " + schema.table("suspended_trigger")
                + " (trigger_name, table_name, create_sql, sql_mode, character_set, collation_name, position)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, definition.name());
            statement.setString(2, definition.table());
            statement.setString(3, definition.sql());
            statement.setString(4, definition.sqlMode());
            statement.setString(5, definition.charset());
            statement.setString(6, definition.collation());
            statement.setInt(7, definition.position());
            statement.executeUpdate();
        }
    }

    private List<Definition> stored(Connection connection) throws SQLException {
        String sql =
                "SELECT trigger_name, table_name, create_sql, sql_mode, character_set, collation_name, position FROM "
                        + schema.table("suspended_trigger") + " ORDER BY position";
        var definitions = new ArrayList<Definition>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                definitions.add(new Definition(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7)));
            }
        }
        return definitions;
    }

    private String qualified(String name) {
        return Identifiers.quote(schema.target().config().name(), name);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
