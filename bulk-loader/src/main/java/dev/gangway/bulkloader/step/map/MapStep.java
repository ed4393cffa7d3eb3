package dev.gangway.bulkloader.step.map;

import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.orphan.OrphanFilter;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.TablePlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Copies every table that the main map leads to a target table, by the compiled plan. Resumes at the chunk. */
public final class MapStep implements Step {

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        return new IntegrityCheck(
                        context.rules().map(OptionName.MAP_FILE), context.sourceSchema(), context.targetSchema())
                .check();
    }

    @Override
    public void data(StepContext context) throws SQLException {
        OrphanFilter orphans = OrphanFilter.of(context);
        NewestTexts newest = NewestTexts.of(context);
        List<CopyTask> tasks = context.run().plan().tables(StepKind.MAP).stream()
                .map(plan -> CopyTask.of(plan, context.lookups()))
                .map(orphans::around)
                .map(newest::around)
                .toList();
        new ParallelCopier(context).copy(tasks);
        new PlannedRows(context, StepKind.MAP).fillShadows();
    }

    /**
     * Compares what was read with what is there: a source that goes on living would never match a count taken later. Where the
     * first of equal rows is kept, or the newest text of a store, others were read and not written.
     */
    @Override
    public List<String> volume(StepContext context) throws SQLException {
        Map<String, Long> read = CopiedRows.expected(context);
        Map<String, Long> written = CopiedRows.written(context);
        List<TablePlan> plans = context.run().plan().tables(StepKind.MAP).stream()
                .filter(plan -> read.containsKey(plan.source().name()))
                .toList();
        Map<String, Long> counts = RowCounts.of(
                context.target(),
                plans.stream().map(plan -> plan.target().name()).distinct().toList());
        var findings = new ArrayList<String>();
        for (TablePlan plan : plans) {
            String target = plan.target().name();
            boolean all = plan.keepFirst().isEmpty() && !NewestTexts.mayLeaveOut(plan);
            Map<String, Long> expected = all ? read : written;
            long there = counts.getOrDefault(target, 0L);
            CopiedRows.mismatch(target, expected.getOrDefault(plan.source().name(), 0L), there)
                    .ifPresent(findings::add);
        }
        return findings;
    }
}
