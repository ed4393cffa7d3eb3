package dev.gangway.mysql.state;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.connect.Transactions;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs work on the state over a connection of its own and says what a failure means for the state. Work that another session
 * stood in the way of is done again, from its beginning: it must bear that, as it must bear being killed.
 */
final class StateErrors {

    private StateErrors() {}

    /** Work that needs a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    static <T> T run(StateSchema schema, String doing, Work<T> work) {
        return Transactions.retrying(doing).only(Recovery.RETRY_HERE).call(() -> {
            try (Connection connection = schema.target().open()) {
                return work.on(connection);
            } catch (SQLException e) {
                throw translate(schema, doing, e);
            }
        });
    }

    static MigrationException translate(StateSchema schema, String doing, SQLException e) {
        boolean damaged = SqlErrors.kindOf(e) == SqlErrorKind.TABLE_MISSING
                || e.getErrorCode() == 1033
                || e.getErrorCode() == 1034
                || e.getErrorCode() == 1932;
        if (damaged) {
            MigrationException corrupted = schema.corrupted(doing + " failed, error " + e.getErrorCode());
            corrupted.initCause(e);
            return corrupted;
        }
        return SqlErrors.translate(e, schema.target().config(), doing + " (" + schema.name() + ")");
    }
}
