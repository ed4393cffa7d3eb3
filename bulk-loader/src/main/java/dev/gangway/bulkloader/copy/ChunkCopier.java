package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.mysql.write.LoadDataTableWriter;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Copies one chunk after the other over two connections of its own. Confined to its worker thread. */
final class ChunkCopier implements AutoCloseable {
    private static final int BATCH_ROWS = 5_000;

    private final Tools tools;
    private final AtomicBoolean stop;
    private @Nullable Connection reading;
    private @Nullable Connection writing;

    /** What all workers share. */
    record Tools(
            StepContext context,
            CopyProgress progress,
            CopyClock clock,
            RowSql sql,
            NullCoercion nulls,
            LoadDataTableWriter loader,
            DirectCopy direct,
            long batchBytes) {}

    ChunkCopier(Tools tools, AtomicBoolean stop) {
        this.tools = tools;
        this.stop = stop;
    }

    /** Copies the chunk in one transaction; when the failure passes by itself, again from the chunk's start. */
    void copy(ChunkJob job) {
        Transactions.retrying(doing(job)).call(() -> copied(job));
    }

    private boolean copied(ChunkJob job) {
        while (true) {
            try {
                copyOnce(job);
                return true;
            } catch (ReadFailure e) {
                close();
                throw failure(job, e.failure, tools.context().source());
            } catch (SQLException e) {
                close();
                if (!tools.direct().isGivenUpFor(job, e)) {
                    throw failure(job, e, tools.context().target());
                }
            } catch (MigrationException e) {
                close();
                throw e;
            }
        }
    }

    private static MigrationException failure(ChunkJob job, SQLException e, Database database) {
        return SqlErrors.translate(e, database.config(), doing(job));
    }

    private static String doing(ChunkJob job) {
        return "copying table " + job.task().name() + " to "
                + job.task().target().name() + ", chunk " + job.chunk().number();
    }

    /** A failure of the source, to tell it from one of the target. */
    private static final class ReadFailure extends Exception {
        private final SQLException failure;

        ReadFailure(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private void copyOnce(ChunkJob job) throws SQLException, ReadFailure {
        Connection target = writing();
        if (job.fromEmpty()) {
            Statements.execute(
                    target,
                    "TRUNCATE TABLE " + tools.sql().name(job.task().target().name()));
        }
        var effects = new ChunkEffects(tools, job.task());
        long start = System.nanoTime();
        OptionalLong direct = tools.direct().copy(target, job);
        direct.ifPresent(effects::wroteDirectly);
        long[] counts = direct.isPresent() ? new long[] {direct.getAsLong(), 0} : copyRows(job, target, effects);
        long end = direct.isPresent() ? start : System.nanoTime();
        effects.countLeftOut(target);
        storeLosses(target, effects.losses());
        new ParkedStore(tools.context().run().state()).park(target, effects.rejected());
        var done = new Chunk(
                job.chunk().number(),
                job.chunk().range(),
                true,
                counts[0],
                effects.rowsWritten(),
                counts[1],
                effects.sideRows());
        new ChunkCheckpointStore(tools.context().run().state())
                .markDone(target, tools.progress().step(), job.task().name(), done);
        target.commit();
        tools.clock().written(end);
        tools.progress().chunkDone(job.task().name(), counts[0], counts[1]);
    }

    private void storeLosses(Connection target, ChunkLosses losses) throws SQLException {
        var run = tools.context().run();
        new LossStore(run.state()).add(target, run.mode().word(), losses.entries(), losses.keys());
    }

    /** Returns rows and bytes read. */
    private long[] copyRows(ChunkJob job, Connection target, ChunkEffects effects) throws SQLException, ReadFailure {
        Table source = job.task().source();
        var layout = new Layout(source.name(), source.columnNames());
        long rows = 0;
        long start = System.nanoTime();
        try (RowStream stream = open(source, layout, job)) {
            while (true) {
                List<Row> batch = nextBatch(stream);
                tools.clock().read(start);
                if (batch.isEmpty()) {
                    return new long[] {rows, stream.bytes()};
                }
                if (stop.get()) {
                    throw new MigrationException(ErrorCode.INTERRUPTED, "Stopped because another worker failed");
                }
                rows += batch.size();
                effects.write(target, batch);
                start = System.nanoTime();
            }
        }
    }

    private RowStream open(Table source, Layout layout, ChunkJob job) throws ReadFailure {
        try {
            return new ChunkReader(tools.context().source().config().prefix())
                    .open(reading(), source, layout, job.chunk().range());
        } catch (SQLException e) {
            throw new ReadFailure(e);
        }
    }

    private List<Row> nextBatch(RowStream stream) throws ReadFailure {
        var batch = new ArrayList<Row>();
        long start = stream.bytes();
        try {
            while (batch.size() < BATCH_ROWS && stream.bytes() - start < tools.batchBytes()) {
                Row row = stream.next();
                if (row == null) {
                    break;
                }
                batch.add(row);
            }
            return batch;
        } catch (SQLException e) {
            throw new ReadFailure(e);
        }
    }

    private Connection reading() {
        Connection open = reading;
        if (open == null) {
            open = tools.context().source().open();
            reading = open;
        }
        return open;
    }

    private Connection writing() throws SQLException {
        Connection open = writing;
        if (open == null) {
            open = tools.context().target().open();
            open.setAutoCommit(false);
            writing = open;
        }
        return open;
    }

    @Override
    public void close() {
        closeQuietly(reading);
        closeQuietly(writing);
        reading = null;
        writing = null;
    }

    private static void closeQuietly(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // What was not committed is undone by the server.
        }
    }
}
