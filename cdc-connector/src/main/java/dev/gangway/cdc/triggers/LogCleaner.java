package dev.gangway.cdc.triggers;

import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes log rows one by one, many per transaction. One statement for several ids would lock what lies between and after
 * them: it would wait for rows that the shop has not committed yet, and make the shop wait.
 */
final class LogCleaner {
    private static final int PER_TRANSACTION = 1_000;

    private final Connection connection;
    private final String delete;

    LogCleaner(Connection connection, LogTable log) {
        this.connection = connection;
        this.delete = "DELETE FROM " + Identifiers.quote(log.name()) + " WHERE change_id = ";
    }

    void delete(ReadIds ids) throws SQLException {
        var block = new ArrayList<Long>();
        var blocks = new ArrayList<List<Long>>();
        ids.forEach(id -> {
            block.add(id);
            if (block.size() == PER_TRANSACTION) {
                blocks.add(List.copyOf(block));
                block.clear();
            }
        });
        blocks.add(block);
        try (Statement statement = connection.createStatement()) {
            for (List<Long> each : blocks) {
                delete(statement, each);
            }
        }
    }

    private void delete(Statement statement, List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        statement.execute("START TRANSACTION");
        for (long id : ids) {
            statement.addBatch(delete + id);
        }
        statement.executeBatch();
        statement.execute("COMMIT");
    }
}
