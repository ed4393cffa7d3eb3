package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.write.LoadDataTableWriter;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.WriteLosses;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Copies tables with several workers, each reading, mapping and writing one chunk at a time in one transaction together with
 * the chunk's checkpoint, which stands under the step's title. A killed run goes on with the chunks that are missing; nothing
 * is loaded twice. Memory is bounded by the configured bytes in flight, shared by the workers. One copy at a time.
 */
public final class ParallelCopier {
    static final long CHUNK_BYTES = 32L << 20;
    private static final int STATEMENT_BYTES = 8 << 20;
    private static final long LARGEST_BATCH = 4L << 20;

    private final StepContext context;
    private final CopyProgress progress;
    private final CopyClock clock = new CopyClock();

    public ParallelCopier(StepContext context) {
        this.context = context;
        this.progress = new CopyProgress(context.run().title(), context.run().listener());
    }

    /**
     * Copies all tables; returns when every chunk is in the target.
     *
     * @throws MigrationException the first failure; the other workers stop at the end of their batch
     */
    public void copy(List<CopyTask> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        Queue<ChunkJob> jobs = new ConcurrentLinkedQueue<>(new CopyPlanner(context, progress).plan(tasks));
        int threads = Math.max(1, Math.min(context.config().bulk().threads(), jobs.size()));
        long batchBytes = Math.min(LARGEST_BATCH, context.config().bulk().memoryBytes() / (4L * threads));
        var tools = tools(batchBytes);
        var stop = new AtomicBoolean();
        var failure = new AtomicReference<@Nullable Throwable>();
        ExecutorService executor = Workers.pool(threads, "bulk-copy");
        try {
            var workers = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(() -> work(jobs, tools, stop, failure)));
            }
            await(workers, failure);
        } finally {
            stop.set(true);
            executor.shutdownNow();
        }
        context.run().listener().copied(context.run().title(), clock.times());
    }

    private ChunkCopier.Tools tools(long batchBytes) {
        Flavor flavor = context.target().flavor();
        var sql = new RowSql(flavor, context.run().state().names(), STATEMENT_BYTES);
        var nulls = new NullCoercion(Clock.systemUTC());
        return new ChunkCopier.Tools(
                context,
                progress,
                clock,
                sql,
                nulls,
                new LoadDataTableWriter(sql, nulls, new WriteLosses()),
                new DirectCopy(context),
                batchBytes);
    }

    private static void work(
            Queue<ChunkJob> jobs,
            ChunkCopier.Tools tools,
            AtomicBoolean stop,
            AtomicReference<@Nullable Throwable> failure) {
        try (var copier = new ChunkCopier(tools, stop)) {
            for (ChunkJob job = jobs.poll(); job != null && !stop.get(); job = jobs.poll()) {
                copier.copy(job);
            }
        } catch (RuntimeException | Error e) {
            // Noted before the others are stopped: what they throw then is no cause.
            failure.compareAndSet(null, e);
            stop.set(true);
        }
    }

    private static void await(List<Future<?>> workers, AtomicReference<@Nullable Throwable> failure) {
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                throw asMigrationException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MigrationException(ErrorCode.INTERRUPTED, "The load was stopped; run again to go on", e);
            }
        }
        Throwable first = failure.get();
        if (first != null) {
            throw asMigrationException(first);
        }
    }

    private static MigrationException asMigrationException(@Nullable Throwable cause) {
        if (cause instanceof MigrationException known) {
            return known;
        }
        return new MigrationException(ErrorCode.INTERNAL, "A worker of the load failed: " + cause, cause);
    }
}
