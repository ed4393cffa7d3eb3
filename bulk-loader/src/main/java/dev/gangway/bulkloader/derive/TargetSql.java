package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs derivations' statements on the target, all of one call in one transaction. */
final class TargetSql {
    private final Database target;

    TargetSql(StepContext context) {
        this.target = context.target();
    }

    /** The quoted real name of a target table. */
    static UnaryOperator<String> names(StepContext context) {
        return table -> Identifiers.quote(context.target().table(table));
    }

    /** The quoted real name of a source table. */
    static UnaryOperator<String> sourceNames(StepContext context) {
        return table -> Identifiers.quote(context.source().table(table));
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
        return count(target, query);
    }

    static long count(Database database, String query) throws SQLException {
        try (Connection connection = database.open()) {
            return Statements.queryLong(connection, query);
        }
    }
}
