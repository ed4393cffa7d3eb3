package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkPlanner;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.AsideTables;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.ChunkCheckpointStore.TableProgress;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.mysql.state.ShadowTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what is left to copy. In a first run it cuts every table into chunks, stores them and empties the target tables,
 * side tables too, before any row is written; later runs find the stored chunks and empty nothing that was emptied.
 */
final class CopyPlanner {
    private static final String SIDE = ":side";

    private final StepContext context;
    private final CopyProgress progress;
    private final ChunkCheckpointStore checkpoints;

    CopyPlanner(StepContext context, CopyProgress progress) {
        this.context = context;
        this.progress = progress;
        this.checkpoints = new ChunkCheckpointStore(context.run().state());
    }

    /** The chunks that are not in the target yet, largest tables first. */
    List<ChunkJob> plan(List<CopyTask> tasks) {
        Map<String, TableProgress> known = checkpoints.findAll(progress.step());
        planMissing(tasks, known);
        empty(tasks, known);
        var jobs = new ArrayList<ChunkJob>();
        var bySize = new ArrayList<>(tasks);
        bySize.sort(Comparator.comparingLong((CopyTask task) -> task.source().rowEstimate())
                .reversed());
        for (CopyTask task : bySize) {
            List<Chunk> chunks = progressOf(known, task.name()).chunks();
            announce(task, chunks);
            boolean fromEmpty = cannotUndo(task) && isAlone(task, tasks);
            chunks.stream()
                    .filter(chunk -> !chunk.done())
                    .forEach(chunk -> jobs.add(new ChunkJob(task, chunk, fromEmpty)));
        }
        return jobs;
    }

    /** What a failed chunk leaves behind in such a table can only be removed with everything else. */
    private static boolean cannotUndo(CopyTask task) {
        return !task.target().isTransactional();
    }

    private static boolean isAlone(CopyTask task, List<CopyTask> tasks) {
        String target = task.target().name();
        return tasks.stream().filter(t -> t.target().name().equals(target)).count() == 1;
    }

    private static TableProgress progressOf(Map<String, TableProgress> known, String table) {
        return known.getOrDefault(table, new TableProgress(false, List.of()));
    }

    private void announce(CopyTask task, List<Chunk> chunks) {
        progress.planned(new BulkListener.TableProgress(
                progress.step(),
                task.name(),
                chunks.stream().mapToLong(Chunk::rowsRead).sum(),
                task.source().rowEstimate(),
                chunks.stream().mapToLong(Chunk::bytesRead).sum(),
                (int) chunks.stream().filter(Chunk::done).count(),
                chunks.size()));
    }

    private void planMissing(List<CopyTask> tasks, Map<String, TableProgress> known) {
        var plans = new LinkedHashMap<String, List<ChunkRange>>();
        try (Connection connection = context.source().open()) {
            var planner = new ChunkPlanner(
                    context.source().config().prefix(),
                    context.config().bulk().chunkRows(),
                    ParallelCopier.CHUNK_BYTES);
            for (CopyTask task : tasks) {
                if (!known.containsKey(task.name())) {
                    boolean whole = !task.keepFirst().isEmpty() || cannotUndo(task);
                    plans.put(task.name(), whole ? List.of(ChunkRange.ALL) : planner.plan(connection, task.source()));
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.source().config(), "planning the chunks of step " + progress.step());
        }
        for (String side : sideTables(tasks)) {
            if (!known.containsKey(side + SIDE)) {
                plans.put(side + SIDE, List.of(ChunkRange.ALL));
            }
        }
        checkpoints.planAll(progress.step(), plans);
        plans.forEach((table, ranges) -> known.put(table, ChunkCheckpointStore.unread(ranges)));
    }

    private static Set<String> sideTables(List<CopyTask> tasks) {
        var names = new LinkedHashSet<String>();
        tasks.forEach(task -> names.addAll(task.sideTables()));
        return names;
    }

    private void empty(List<CopyTask> tasks, Map<String, TableProgress> known) {
        var targets = new LinkedHashSet<String>();
        for (CopyTask task : tasks) {
            if (!progressOf(known, task.name()).emptied()) {
                targets.add(task.target().name());
            }
        }
        for (String side : sideTables(tasks)) {
            if (!progressOf(known, side + SIDE).emptied()
                    && context.environment().targetSchema().has(side)) {
                targets.add(side);
            }
        }
        if (targets.isEmpty()) {
            return;
        }
        context.keep(targets.stream().filter(t -> !ShadowTable.isShadow(t)).toList());
        try (Connection connection = context.target().open()) {
            new LossStore(context.run().state())
                    .forget(connection, context.run().mode().word(), targets);
            new ParkedStore(context.run().state())
                    .forget(
                            connection,
                            CopiedRows.POSITION_OF_PARKED,
                            tasks.stream()
                                    .map(task -> task.name())
                                    .filter(name -> !progressOf(known, name).emptied())
                                    .toList());
            List<String> own =
                    targets.stream().filter(t -> !ShadowTable.isShadow(t)).toList();
            AsideTables.drop(connection, context.run().state().names(), own);
            for (String target : own) {
                empty(connection, target);
            }
            makeShadows(connection, tasks, known);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.target().config(), "emptying the tables of step " + progress.step());
        }
        checkpoints.markAllEmptied(progress.step());
    }

    private void makeShadows(Connection connection, List<CopyTask> tasks, Map<String, TableProgress> known)
            throws SQLException {
        var shadows = new ShadowTables(context.run().state());
        for (CopyTask task : tasks) {
            if (ShadowTable.isShadow(task.target().name())
                    && !progressOf(known, task.name()).emptied()) {
                shadows.create(
                        connection,
                        task.source(),
                        task.target(),
                        context.run().derivations().columns(task.target().name()));
            }
        }
    }

    /** TRUNCATE costs a file operation even for an empty table, and most tables of a fresh target are empty. */
    private void empty(Connection connection, String table) throws SQLException {
        String name = context.run().state().names().apply(table);
        try (var statement = connection.createStatement()) {
            boolean hasRows;
            try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + name + " LIMIT 1")) {
                hasRows = row.next();
            }
            if (hasRows) {
                statement.execute("TRUNCATE TABLE " + name);
            }
        }
    }
}
