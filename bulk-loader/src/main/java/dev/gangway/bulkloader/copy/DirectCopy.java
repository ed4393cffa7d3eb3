package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.ColumnCopy;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies chunks of tables without mapping by INSERT ... SELECT, when both databases are on one server and option
 * direct_document_copy allows it. Takes no locks on the source's rows. A chunk with a value that does not fit goes the normal
 * way, so that the loss is listed with the row's key; a table for which it fails goes that way from then on. Thread-safe.
 */
final class DirectCopy {
    private final StepContext context;
    private final boolean allowed;
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

    DirectCopy(StepContext context) {
        this.context = context;
        this.allowed = context.config().options().isOn(OptionName.DIRECT_DOCUMENT_COPY)
                && sameServer(context.source().config(), context.target().config());
    }

    private static boolean sameServer(DatabaseConfig source, DatabaseConfig target) {
        return source.socket() == null
                ? target.socket() == null && source.host().equals(target.host()) && source.port() == target.port()
                : Objects.equals(source.socket(), target.socket());
    }

    private boolean isPossible(ChunkJob job) {
        return allowed
                && !job.task().direct().isEmpty()
                && job.task().target().isTransactional()
                && !givenUp.contains(job.task().name());
    }

    /** True when this failure means that the table goes the normal way from now on. */
    boolean isGivenUpFor(ChunkJob job, SQLException failure) {
        if (!isPossible(job) || SqlErrors.isRetriable(failure)) {
            return false;
        }
        String table = job.task().name();
        givenUp.add(table);
        context.run()
                .listener()
                .warning("Table " + table + " cannot be copied directly ("
                        + SqlErrors.kindOf(failure).advice() + "): its rows are read and written");
        return true;
    }

    /** Copies the chunk within the transaction and returns its number of rows; empty when it must go the normal way. */
    OptionalLong copy(Connection target, ChunkJob job) throws SQLException {
        if (!isPossible(job)) {
            return OptionalLong.empty();
        }
        target.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        Savepoint before = target.setSavepoint();
        var found = new WriteLosses();
        long rows =
                Statements.execute(target, statement(job), job.task().target().name(), found);
        if (!found.snapshot().isEmpty()) {
            target.rollback(before);
            return OptionalLong.empty();
        }
        target.releaseSavepoint(before);
        return OptionalLong.of(rows);
    }

    private String statement(ChunkJob job) {
        List<ColumnCopy> columns = job.task().direct();
        String source = job.task().source().name();
        return "INSERT INTO "
                + context.run().state().names().apply(job.task().target().name()) + " ("
                + Identifiers.list(columns.stream().map(ColumnCopy::target).toList()) + ") SELECT "
                + Identifiers.list(columns.stream().map(ColumnCopy::source).toList()) + " FROM "
                + Identifiers.quote(
                        context.source().config().name(), context.source().table(source))
                + ChunkReader.where(job.task().source(), job.chunk().range());
    }
}
