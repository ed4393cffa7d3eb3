package dev.gangway.bulkloader.step.stores;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.routes.StoreTables;
import java.sql.SQLException;
import java.util.List;

/** Replaces the target's stores, store groups and websites by the source's; all ids are kept, that of the admin store too. */
public final class StoresStep implements Step {
    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        return new IntegrityCheck(
                        context.rules().map(OptionName.STORES_MAP_FILE), context.sourceSchema(), context.targetSchema())
                .check(StoreTables.PAIRS.keySet(), StoreTables.PAIRS.values());
    }

    @Override
    public void data(StepContext context) {
        new PlannedRows(context, StepKind.STORES).copy();
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        return CopiedRows.mismatches(context, StoreTables.PAIRS);
    }
}
