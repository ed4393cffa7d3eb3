package dev.gangway.app.diagnose;

import dev.gangway.app.identity.RunGuard;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.MigrationPlan;
import java.util.List;
import java.util.Set;

/** Whether the rules fit the tables of both sides as they are now, and are those that the load went by. */
final class PlanDiagnosis implements Diagnosis {
    private static final Set<ErrorCode> OF_RULES = Set.of(
            ErrorCode.PLAN_INVALID,
            ErrorCode.RULE_FILE_INVALID,
            ErrorCode.HANDLER_PARAMETER,
            ErrorCode.RECORD_FIELD_UNKNOWN,
            ErrorCode.TARGET_TABLE_MISSING);

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.SOURCE, Needs.TARGET, Needs.STATE);
    }

    @Override
    public List<Finding> look(Scene scene) {
        PlanSource sources;
        MigrationPlan plan;
        try {
            sources = PlanSource.read(scene.config(), scene.databases());
            plan = sources.compile();
        } catch (MigrationException e) {
            if (!OF_RULES.contains(e.code())) {
                throw e;
            }
            return List.of(Finding.of(
                    Fault.PLAN_INVALID,
                    String.valueOf(e.getMessage()),
                    Mend.person("correct the rules or the tables as the message says")));
        }
        return new RunGuard(scene.config(), scene.databases())
                .planMismatches(sources, plan).stream()
                        .map(mismatch -> Finding.choice(
                                Fault.PLAN_CHANGED,
                                mismatch.message(),
                                List.of(
                                        scene.command("accept --yes"),
                                        Mend.person("bring the earlier rules and tables back"),
                                        scene.command("data --reset --yes"))))
                        .toList();
    }
}
