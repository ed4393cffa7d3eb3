package dev.gangway.bulkloader.step.settings;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays Magento 1's configuration over Magento 2's: ignored paths stay out, others are renamed and their values converted by
 * the settings file; unless strict, what names programs of Magento 1 stays out too. The table is replaced in one transaction, so an
 * interrupted run leaves the old rows.
 */
public final class SettingsStep implements Step {
    private static final String TABLE = "core_config_data";

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        var findings = new ArrayList<IntegrityFinding>();
        if (!context.sourceSchema().has(TABLE)) {
            findings.add(new IntegrityFinding(IntegrityFinding.Kind.DOCUMENT_MISSING, Side.SOURCE, TABLE, List.of()));
        }
        if (!context.targetSchema().has(TABLE)) {
            findings.add(
                    new IntegrityFinding(IntegrityFinding.Kind.DOCUMENT_MISSING, Side.DESTINATION, TABLE, List.of()));
        }
        return findings;
    }

    @Override
    public void data(StepContext context) {
        context.table(Side.SOURCE, TABLE);
        context.table(Side.DESTINATION, TABLE);
        new PlannedRows(context, StepKind.SETTINGS).derive();
    }
}
