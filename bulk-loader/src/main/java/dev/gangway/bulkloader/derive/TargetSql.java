package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs a step's own statements on the target, all of one call in one transaction. */
final class TargetSql {
    private final Database target;

    TargetSql(StepContext context) {
        this.target = context.target();
    }

    void run(List<String> statements) throws SQLException {
        try (Connection connection = target.open()) {
            connection.setAutoCommit(false);
            for (String statement : statements) {
                Statements.execute(connection, statement);
            }
            connection.commit();
        }
    }

    long count(String query) throws SQLException {
        try (Connection connection = target.open()) {
            return Statements.queryLong(connection, query);
        }
    }
}
