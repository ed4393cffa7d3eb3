package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.inspect.Grants;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** No transaction on the source stays open that would stand in the fence's way, or be broken off by it. */
final class TransactionCheck implements Check {
    private static final String LONG = "TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) >= 2";
    private static final String WRITING = "t.trx_rows_modified > 0";

    private final Database source;

    TransactionCheck(Database source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "open transactions";
    }

    @Override
    public Finding look(Deadline deadline) {
        if (!mayLook()) {
            return Finding.note(
                    name(),
                    "not to be seen without GRANT PROCESS ON *.* to user "
                            + source.config().user());
        }
        Map<String, String> open = open(LONG);
        boolean waited = !open.isEmpty();
        while (!open.isEmpty()) {
            if (deadline.isOver()) {
                return Finding.refuse(
                        name(),
                        "still open after the budget: " + String.join(", ", open.values())
                                + "; end what they belong to (imports, backups, reindexing) and try again");
            }
            deadline.pause("open transactions were to end");
            open = open(LONG);
        }
        return Finding.ok(name(), waited ? "those that were open have ended" : "none is older than 2 s");
    }

    /**
     * Behind the fence: waits for those that wrote before it was set. Ordinary ones cannot be committed any more, those of
     * administrators can.
     *
     * @throws MigrationException CUTOVER_REFUSED when they do not end
     */
    void awaitWriters(Deadline deadline) {
        if (!mayLook()) {
            return;
        }
        Map<String, String> before = open(WRITING);
        while (!before.isEmpty()) {
            if (deadline.isOver()) {
                throw new MigrationException(
                        ErrorCode.CUTOVER_REFUSED,
                        "open transactions that wrote before the fence do not end: "
                                + String.join(", ", before.values()));
            }
            deadline.pause("open transactions were to end");
            before.keySet().retainAll(open(WRITING).keySet()); // later ones write what is not fenced
        }
    }

    private boolean mayLook() {
        return Grants.of(source).hasGlobally("PROCESS");
    }

    /** Transactions on the source's database by their numbers, other than our own. */
    private Map<String, String> open(String which) {
        String sql =
                "SELECT t.trx_id, t.trx_mysql_thread_id, p.USER, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()), t.trx_rows_modified"
                        + " FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p"
                        + " ON p.ID = t.trx_mysql_thread_id WHERE t.trx_mysql_thread_id <> CONNECTION_ID() AND p.DB = ?"
                        + " AND " + which;
        var open = new LinkedHashMap<String, String>();
        try (Connection connection = source.open()) {
            // What the servers compare here is in the system's time zone.
            try (var zone = connection.createStatement()) {
                zone.execute("SET SESSION time_zone = 'SYSTEM'");
            }
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, source.config().name());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        open.put(
                                row.getString(1),
                                "connection %d of %s, for %d s, %d rows changed"
                                        .formatted(row.getLong(2), row.getString(3), row.getLong(4), row.getLong(5)));
                    }
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "looking for open transactions");
        }
        return open;
    }
}
