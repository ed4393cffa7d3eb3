package dev.gangway.mysql.inspect;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction that is open on a database.
 *
 * @param connection the number that {@code KILL} takes
 * @param seconds how long it is open
 * @param rowsChanged rows it has changed so far
 * @param rowsLocked rows it keeps others from changing, about
 * @param isWaiting whether it waits for a lock of another one
 */
public record OpenTransaction(
        String id, long connection, String user, long seconds, long rowsChanged, long rowsLocked, boolean isWaiting) {

    /** Whether the user of a database may see those of others. */
    public static boolean areVisible(Database database) {
        return Grants.of(database).hasGlobally("PROCESS");
    }

    /** All on this database but the asking one, the oldest first. */
    public static List<OpenTransaction> all(Database database) {
        String sql = "SELECT t.trx_id, t.trx_mysql_thread_id, p.USER, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()),"
                + " t.trx_rows_modified, t.trx_rows_locked, t.trx_state"
                + " FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p"
                + " ON p.ID = t.trx_mysql_thread_id WHERE t.trx_mysql_thread_id <> CONNECTION_ID() AND p.DB = ?"
                + " ORDER BY t.trx_started";
        var open = new ArrayList<OpenTransaction>();
        try (Connection connection = database.open()) {
            // What the servers compare here is in the system's time zone.
            try (var zone = connection.createStatement()) {
                zone.execute("SET SESSION time_zone = 'SYSTEM'");
            }
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, database.config().name());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        open.add(of(row));
                    }
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "looking for open transactions");
        }
        return open;
    }

    private static OpenTransaction of(ResultSet row) throws SQLException {
        return new OpenTransaction(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7).equals("LOCK WAIT"));
    }

    /** For a person. */
    public String text() {
        return "connection %d of %s, for %d s, %d rows changed".formatted(connection, user, seconds, rowsChanged);
    }
}
