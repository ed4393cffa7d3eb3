package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies chunks of tables without mapping by INSERT ... SELECT, when both databases are on one server and option
 * direct_document_copy allows it. Takes no locks on the source's rows. A table for which it fails goes the normal way, and
 * only that table. Thread-safe.
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

    boolean isPossible(ChunkJob job) {
        return allowed
                && !job.task().directColumns().isEmpty()
                && !givenUp.contains(job.task().source().name());
    }

    /** True when this failure means that the table goes the normal way from now on. */
    boolean isGivenUpFor(ChunkJob job, SQLException failure) {
        if (!isPossible(job) || SqlErrors.isRetriable(failure)) {
            return false;
        }
        String table = job.task().source().name();
        givenUp.add(table);
        context.run()
                .listener()
                .warning("Table " + table + " cannot be copied directly ("
                        + SqlErrors.kindOf(failure).advice() + "): its rows are read and written");
        return true;
    }

    long copy(Connection target, ChunkJob job, WriteLosses losses) throws SQLException {
        target.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        String columns = Identifiers.list(job.task().directColumns());
        String from = Identifiers.quote(
                context.source().config().name(),
                context.source().table(job.task().source().name()));
        String table = job.task().target().name();
        String sql = "INSERT INTO " + Identifiers.quote(context.target().table(table)) + " (" + columns + ") SELECT "
                + columns + " FROM " + from
                + ChunkReader.where(job.task().source(), job.chunk().range());
        return Statements.execute(target, sql, table, losses);
    }
}
