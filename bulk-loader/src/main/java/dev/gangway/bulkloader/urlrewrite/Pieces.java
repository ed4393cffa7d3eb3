package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.progress.BulkListener.TableProgress;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.LossStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Does the work of a step piece by piece, in order, each in one transaction of the target together with its checkpoint and its
 * losses. A killed run goes on with the first piece that is missing. One thread.
 */
final class Pieces {
    private final StepContext context;
    private final String source;
    private final String target;
    private final ChunkCheckpointStore checkpoints;
    private final Map<String, ChunkCheckpointStore.TableProgress> known;

    /**
     * The pieces of a step, done and missing.
     *
     * @param source the table that listeners hear of
     * @param target the stage whose rows are those of the step
     */
    Pieces(StepContext context, String source, String target) {
        this.context = context;
        this.source = source;
        this.target = target;
        this.checkpoints = new ChunkCheckpointStore(context.run().state());
        this.known = checkpoints.findAll(context.run().title());
    }

    /** One piece; it neither commits nor rolls back, and returns the rows that it is about. */
    @FunctionalInterface
    interface Work {
        long on(Connection target, ChunkRange range, PieceLosses losses) throws SQLException;
    }

    boolean isPlanned(String stage) {
        return known.containsKey(stage);
    }

    /** Cuts stages into pieces, of which none is done; all of them in one transaction. */
    void plan(Map<String, List<ChunkRange>> stages) {
        checkpoints.planAll(context.run().title(), stages);
        stages.forEach((stage, ranges) -> known.put(stage, ChunkCheckpointStore.unread(ranges)));
    }

    /** No stage is planned any more: the next run begins anew. */
    void forget() {
        checkpoints.forget(context.run().title());
        known.clear();
    }

    /** What pieces of an earlier attempt lost is forgotten: all of them are done anew. */
    void forgetLosses() {
        var run = context.run();
        context.transactions().run("forgetting losses", connection -> {
            new LossStore(run.state()).forgetOfStatements(connection, run.mode().word(), run.title());
            return true;
        });
    }

    /** True once the tables that the stage fills are empty, or were when its first piece was written. */
    boolean isEmptied(String stage) {
        return chunksOf(stage).emptied();
    }

    void markEmptied(String stage) {
        checkpoints.markEmptied(context.run().title(), stage);
        known.put(
                stage,
                new ChunkCheckpointStore.TableProgress(true, chunksOf(stage).chunks()));
    }

    private ChunkCheckpointStore.TableProgress chunksOf(String stage) {
        return known.getOrDefault(stage, new ChunkCheckpointStore.TableProgress(false, List.of()));
    }

    /** The slices of a stage. */
    List<ChunkRange> ranges(String stage) {
        return chunksOf(stage).chunks().stream().map(Chunk::range).toList();
    }

    /** The rows of all pieces of a stage that are done. */
    long rows(String stage) {
        return chunksOf(stage).chunks().stream().mapToLong(Chunk::rowsRead).sum();
    }

    /** Does the pieces of a stage that are missing. */
    void run(String stage, Work work) throws InterruptedException {
        var chunks = new ArrayList<>(chunksOf(stage).chunks());
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).done()) {
                continue;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("between two pieces of " + stage);
            }
            chunks.set(i, run(stage, chunks.get(i), work));
            known.put(stage, new ChunkCheckpointStore.TableProgress(isEmptied(stage), chunks));
            tell();
        }
    }

    private Chunk run(String stage, Chunk chunk, Work work) {
        String title = context.run().title();
        String doing = "making url rewrites, " + stage + ", piece " + chunk.number();
        return context.transactions().run(doing, connection -> {
            var losses = new PieceLosses();
            long rows = work.on(connection, chunk.range(), losses);
            var done = new Chunk(chunk.number(), chunk.range(), true, rows, rows, 0);
            new LossStore(context.run().state())
                    .addOfStatements(connection, context.run().mode().word(), title, losses.entries());
            checkpoints.markDone(connection, title, stage, done);
            return done;
        });
    }

    /** Tells how far the stages are that are planned. */
    void tell() {
        var all = known.values().stream().flatMap(p -> p.chunks().stream()).toList();
        int done = (int) all.stream().filter(Chunk::done).count();
        long rows = rows(target);
        context.run()
                .listener()
                .tableProgress(new TableProgress(context.run().title(), source, rows, rows, 0, done, all.size()));
    }
}
