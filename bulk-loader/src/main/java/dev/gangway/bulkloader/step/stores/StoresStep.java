package dev.gangway.bulkloader.step.stores;

import dev.gangway.bulkloader.Finding;
import dev.gangway.bulkloader.Step;
import dev.gangway.bulkloader.StepContext;
import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.step.IntegrityFindings;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
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

    private final StepContext context;

    public StoresStep(StepContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> checkIntegrity() {
        var check = new IntegrityCheck(
                context.rules().map(OptionName.STORES_MAP_FILE), context.sourceSchema(), context.targetSchema());
        return IntegrityFindings.describe(check.check(PAIRS.keySet(), PAIRS.values()));
    }

    @Override
    public void migrate() {
        var tasks = new ArrayList<CopyTask>();
        PAIRS.forEach((from, to) -> {
            TablePlan plan = context.compile(
                    OptionName.STORES_MAP_FILE,
                    required(context.sourceSchema(), from),
                    required(context.targetSchema(), to));
            tasks.add(CopyTask.of(plan, (rows, losses) -> plan.map(rows, context.lookups(), losses)));
        });
        context.copier().copy(tasks);
    }

    @Override
    public List<Finding> checkVolume() {
        Map<String, Long> from = RowCounts.of(context.source(), PAIRS.keySet());
        Map<String, Long> to = RowCounts.of(context.target(), PAIRS.values());
        var findings = new ArrayList<Finding>();
        PAIRS.forEach((source, target) -> {
            if (!java.util.Objects.equals(from.get(source), to.get(target))) {
                findings.add(Finding.error("Mismatch of entities in the document: " + target + " Source: "
                        + from.get(source) + " Destination: " + to.get(target)));
            }
        });
        return findings;
    }

    private static Table required(Schema schema, String name) {
        return schema.table(name)
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.INTEGRITY_FAILED,
                        "Table " + name
                                + " is missing: check the table prefix and that the database is the right one"));
    }
}
