package dev.gangway.cdc.triggers;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What capture by triggers has left on a source: found by name, removed trigger first, so that no write meets a missing log. */
public final class TriggerFootprint {
    private static final Logger LOGGER = LoggerFactory.getLogger(TriggerFootprint.class);

    private final Database source;
    private final List<String> triggers;
    private final List<String> tables;

    private TriggerFootprint(Database source, List<String> triggers, List<String> tables) {
        this.source = source;
        this.triggers = List.copyOf(triggers);
        this.tables = List.copyOf(tables);
    }

    /** Looks what is there now. */
    public static TriggerFootprint of(Database source) {
        try (Connection connection = source.open()) {
            return new TriggerFootprint(
                    source,
                    names(
                            connection,
                            source,
                            "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS"
                                    + " WHERE TRIGGER_SCHEMA = ? ORDER BY TRIGGER_NAME"),
                    names(
                            connection,
                            source,
                            "SELECT TABLE_NAME FROM information_schema.TABLES"
                                    + " WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME"));
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "looking for capture triggers");
        }
    }

    private static List<String> names(Connection connection, Database source, String sql) throws SQLException {
        String start = start(source);
        var names = new ArrayList<String>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, source.config().name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(1).startsWith(start)) {
                        names.add(rows.getString(1));
                    }
                }
            }
        }
        return names;
    }

    private static String start(Database source) {
        return source.config().prefix() + LogTable.MARK;
    }

    public List<String> triggers() {
        return triggers;
    }

    public List<String> tables() {
        return tables;
    }

    public boolean isEmpty() {
        return triggers.isEmpty() && tables.isEmpty();
    }

    /**
     * Drops all of it and looks again. May be repeated.
     *
     * @throws MigrationException naming what could not be dropped
     */
    public void remove() {
        try (Connection connection = source.open()) {
            for (String trigger : triggers) {
                execute(connection, "DROP TRIGGER IF EXISTS " + Identifiers.quote(trigger));
            }
            for (String table : tables) {
                execute(connection, "DROP TABLE IF EXISTS " + Identifiers.quote(table));
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "removing triggers and log tables " + start(source) + "*");
        }
        TriggerFootprint rest = of(source);
        if (!rest.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SOURCE_QUERY_FAILED,
                    "Source database " + source.config().address() + ": "
                            + (rest.triggers.size() + rest.tables.size()) + " triggers or tables named " + start(source)
                            + "* are still there; drop them by hand");
        }
        LOGGER.atInfo().log("Triggers and log tables removed from the source");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
