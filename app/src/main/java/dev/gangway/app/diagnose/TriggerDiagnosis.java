package dev.gangway.app.diagnose;

import dev.gangway.cdc.triggers.TriggerFootprint;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.mysql.state.ResetState;
import java.util.List;
import java.util.Set;

/** Whether what capture by triggers has put on the source is still there: each log table has three triggers. */
final class TriggerDiagnosis implements Diagnosis {
    private static final int EVENTS = 3;

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.SOURCE, Needs.STATE);
    }

    @Override
    public List<Finding> look(Scene scene) {
        boolean isUsed = scene.config().capture().mode() == CaptureConfig.Mode.TRIGGERS
                && new ResetState(scene.databases().state()).hasInstalledTriggers();
        if (!isUsed) {
            return List.of();
        }
        TriggerFootprint footprint = TriggerFootprint.of(scene.databases().source());
        int tables = footprint.tables().size();
        int triggers = footprint.triggers().size();
        return tables > 0 && triggers == EVENTS * tables
                ? List.of()
                : List.of(Finding.of(
                        Fault.TRIGGERS_GONE,
                        "%,d log tables and %,d triggers are there, each table needs %d"
                                .formatted(tables, triggers, EVENTS),
                        scene.command("attach --yes")));
    }
}
