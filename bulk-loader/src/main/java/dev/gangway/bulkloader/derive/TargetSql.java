package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs a step's own statements on the target, all of one call in one transaction. */
final class TargetSql {
    private final StepContext context;
    private final Database target;

    TargetSql(StepContext context) {
        this.context = context;
        this.target = context.target();
    }

    /** A statement that writes one table. */
    record Write(String table, String sql) {}

    /** Runs all in one transaction, which also holds the counts of values that they changed. */
    void runCounting(List<Write> writes) throws SQLException {
        inTransaction(connection -> {
            var losses = new WriteLosses();
            for (Write write : writes) {
                Statements.execute(connection, write.sql(), write.table(), losses);
            }
            var run = context.run();
            new LossStore(run.state())
                    .addOfStatements(connection, run.mode().word(), run.title(), LossStore.entries(losses.snapshot()));
        });
    }

    /** Work on an open transaction. */
    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = target.open()) {
            connection.setAutoCommit(false);
            work.on(connection);
            connection.commit();
        }
    }

    void run(List<String> statements) throws SQLException {
        inTransaction(connection -> {
            for (String statement : statements) {
                Statements.execute(connection, statement);
            }
        });
    }

    long count(String query) throws SQLException {
        try (Connection connection = target.open()) {
            return Statements.queryLong(connection, query);
        }
    }
}
