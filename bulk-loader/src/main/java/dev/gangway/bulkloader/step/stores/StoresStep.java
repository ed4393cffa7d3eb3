package dev.gangway.bulkloader.step.stores;

import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.TablePlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replaces the target's stores, store groups and websites by the source's; all ids are kept, that of the admin store too. */
public final class StoresStep implements Step {
    private static final Map<String, String> PAIRS = new LinkedHashMap<>();

    static {
        PAIRS.put("core_store", "store");
        PAIRS.put("core_store_group", "store_group");
        PAIRS.put("core_website", "store_website");
    }

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        return new IntegrityCheck(
                        context.rules().map(OptionName.STORES_MAP_FILE), context.sourceSchema(), context.targetSchema())
                .check(PAIRS.keySet(), PAIRS.values());
    }

    @Override
    public void data(StepContext context) {
        var tasks = new ArrayList<CopyTask>();
        PAIRS.forEach((from, to) -> {
            TablePlan plan = context.plan(OptionName.STORES_MAP_FILE, from, to);
            tasks.add(CopyTask.of(plan, context.lookups()));
        });
        new ParallelCopier(context).copy(tasks);
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        return CopiedRows.mismatches(context, PAIRS);
    }
}
