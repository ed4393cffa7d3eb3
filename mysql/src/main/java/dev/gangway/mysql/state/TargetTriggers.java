package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
            String name, String table, String sql, String sqlMode, String charset, String collation, int position) {}

    /** Stores and drops all triggers of the target database; returns how many are suspended now. */
    public int suspend() {
        return StateErrors.run(schema, "suspending the target's triggers", connection -> {
            List<Definition> present = present(connection);
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

    /** Creates the stored triggers again in their old order and forgets them; returns how many. */
    public int restore() {
        return StateErrors.run(schema, "restoring the target's triggers", connection -> {
            List<Definition> definitions = stored(connection);
            for (Definition definition : definitions) {
                if (!exists(connection, definition.name())) {
                    create(connection, definition);
                }
                try (var statement = connection.prepareStatement(
                        "DELETE FROM " + schema.table("suspended_trigger") + " WHERE trigger_name = ?")) {
                    statement.setString(1, definition.name());
                    statement.executeUpdate();
                }
            }
            return definitions.size();
        });
    }

    private void create(Connection connection, Definition definition) throws SQLException {
        execute(
                connection,
                "SET SESSION sql_mode = " + Identifiers.literal(definition.sqlMode()) + ", character_set_client = "
                        + definition.charset() + ", collation_connection = " + definition.collation());
        try {
            execute(connection, definition.sql());
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
        } finally {
            execute(connection, "SET NAMES utf8mb4");
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
