package dev.gangway.bulkloader.step.map;

import dev.gangway.bulkloader.Finding;
import dev.gangway.bulkloader.Step;
import dev.gangway.bulkloader.StepContext;
import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.step.IntegrityFindings;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.ChunkCheckpointStore.TableProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Copies every table that the main map leads to a target table, by the compiled plan. Resumes at the chunk. */
public final class MapStep implements Step {
    private final StepContext context;

    public MapStep(StepContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> checkIntegrity() {
        var check = new IntegrityCheck(
                context.rules().map(OptionName.MAP_FILE), context.sourceSchema(), context.targetSchema());
        return IntegrityFindings.describe(check.check());
    }

    @Override
    public void migrate() {
        List<CopyTask> tasks = context.plan().tables().stream()
                .map(plan -> CopyTask.of(plan, (rows, losses) -> plan.map(rows, context.lookups(), losses)))
                .toList();
        context.copier().copy(tasks);
    }

    /** Compares what was read with what is there: a source that goes on living would never match a count taken later. */
    @Override
    public List<Finding> checkVolume() {
        Map<String, TableProgress> progress = new ChunkCheckpointStore(context.state()).findAll(context.step());
        List<TablePlan> plans = context.plan().tables().stream()
                .filter(plan -> plan.keepFirst().isEmpty()
                        && progress.containsKey(plan.source().name()))
                .toList();
        Map<String, Long> counts = RowCounts.of(
                context.target(),
                plans.stream().map(plan -> plan.target().name()).distinct().toList());
        var findings = new ArrayList<Finding>();
        for (TablePlan plan : plans) {
            long read =
                    chunks(progress, plan).stream().mapToLong(Chunk::rowsRead).sum();
            long there = counts.getOrDefault(plan.target().name(), 0L);
            if (read != there) {
                findings.add(Finding.warning("Mismatch of entities in the document: "
                        + plan.target().name() + " Source: " + read + " Destination: " + there));
            }
        }
        return findings;
    }

    private static List<Chunk> chunks(Map<String, TableProgress> progress, TablePlan plan) {
        TableProgress table = progress.get(plan.source().name());
        return table == null ? List.of() : table.chunks();
    }
}
