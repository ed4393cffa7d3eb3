package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.StartPoint;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.PositionReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where binlog capture begins and what the tables looked like there. Both are recorded together, before the first row is read,
 * and kept with the run until capture has started once.
 *
 * @param createStatements {@code SHOW CREATE TABLE} by the name the table has in the source
 */
public record BinlogStart(StartPoint point, Map<String, String> createStatements) {
    private static final int ATTEMPTS = 5;
    /** MySQL 8 shows prepared transactions to privileged users only; others find out when one is committed. */
    private static final int XA_RECOVER_DENIED = 1401;

    public BinlogStart {
        createStatements = Map.copyOf(createStatements);
    }

    /**
     * Records the present end of the binlog.
     *
     * @throws MigrationException when the binlog is off, not in row format or not readable for the user
     */
    public static BinlogStart record(Database source, CapturedTables tables) {
        Map<String, String> before = createStatements(source, tables.realNames());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            nothingPrepared(source);
            StartPoint point = new PositionReader(source).current();
            Map<String, String> after = createStatements(source, tables.realNames());
            if (withoutCounters(before).equals(withoutCounters(after))) {
                return new BinlogStart(point, after);
            }
            before = after;
        }
        throw new MigrationException(
                ErrorCode.SOURCE_SCHEMA_CHANGED,
                "Source database " + source.config().address()
                        + ": tables change their structure while the start point is recorded; start again when this is"
                        + " over");
    }

    /** The rows of an XA transaction stand where it was prepared: prepared before the start point, they would be missed. */
    private static void nothingPrepared(Database source) {
        try (Connection connection = source.open();
                var statement = connection.createStatement();
                var prepared = statement.executeQuery("XA RECOVER")) {
            if (prepared.next()) {
                throw new MigrationException(
                        ErrorCode.SOURCE_CHANGE_UNREADABLE,
                        "Source database " + source.config().address()
                                + ": an XA transaction is prepared and not ended, so its rows lie before any start point."
                                + " Run XA RECOVER there, end what it lists with XA COMMIT or XA ROLLBACK, and start again");
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != XA_RECOVER_DENIED) {
                throw SqlErrors.translate(e, source.config(), "looking for prepared XA transactions");
            }
        }
    }

    /** The statements that would create these tables as they are now. */
    static Map<String, String> createStatements(Database source, Collection<String> realNames) {
        var statements = new LinkedHashMap<String, String>();
        try (Connection connection = source.open();
                var statement = connection.createStatement()) {
            for (String table : realNames) {
                try (var row = statement.executeQuery("SHOW CREATE TABLE " + Identifiers.quote(table))) {
                    row.next();
                    statements.put(table, row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "reading the structure of the captured tables");
        }
        return statements;
    }

    private static Map<String, String> withoutCounters(Map<String, String> statements) {
        var plain = new LinkedHashMap<String, String>();
        statements.forEach((table, ddl) -> plain.put(table, ddl.replaceAll(" AUTO_INCREMENT=\\d+", "")));
        return plain;
    }
}
