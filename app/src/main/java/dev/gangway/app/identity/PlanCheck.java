package dev.gangway.app.identity;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import dev.gangway.mysql.inspect.ServerSettings;
import dev.gangway.mysql.state.ClaimStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares the plan with the one that the data mode began with. */
final class PlanCheck {
    private static final int SHOWN = 20;

    private final Databases databases;
    private final ClaimStore claims;

    PlanCheck(Databases databases) {
        this.databases = databases;
        this.claims = new ClaimStore(databases.state());
    }

    List<Mismatch> find(PlanSource sources, MigrationPlan plan) {
        Map<String, String> before = claims.all(ClaimStore.Kind.PLAN);
        Map<String, String> differences =
                before.isEmpty() ? Map.of() : PlanFingerprint.differences(before, fingerprint(sources, plan));
        if (differences.isEmpty()) {
            return List.of();
        }
        String config = " --config " + sources.config().file();
        String more = differences.size() > SHOWN ? "\n  and " + (differences.size() - SHOWN) + " more tables" : "";
        return List.of(new Mismatch(
                ErrorCode.PLAN_CHANGED,
                "The rules or the tables have changed since the data mode began: rows that are there were made by other"
                        + " rules than rows to come. Bring the earlier rules back, or load again: gangway data" + config
                        + " --reset, or go by the present ones: gangway accept" + config
                        + "; the stream then sends all rows of tables that gained a column or a rule once more, and gangway"
                        + " replay" + config
                        + " --from earliest makes those of the others anew that changed since the load."
                        + " A column of the source that is not wanted is left out by"
                        + " <ignore><field>TABLE.COLUMN</field></ignore> in <field_rules> of <source> of a map_overlay."
                        + " Changed:\n"
                        + differences.entrySet().stream()
                                .limit(SHOWN)
                                .map(entry -> "  " + entry.getKey() + ": " + entry.getValue())
                                .collect(Collectors.joining("\n"))
                        + more,
                true));
    }

    /** Source tables whose rows the present plan makes with more than the stored one did. */
    List<String> gained(PlanSource sources, MigrationPlan plan) {
        Map<String, String> before = claims.all(ClaimStore.Kind.PLAN);
        Map<String, String> now = fingerprint(sources, plan);
        return plan.routes().stream()
                .map(Route::source)
                .distinct()
                .filter(table -> PlanFingerprint.hasMore(before, now, table))
                .toList();
    }

    /** True when the data mode has begun. */
    boolean isStored() {
        return !claims.all(ClaimStore.Kind.PLAN).isEmpty();
    }

    /** Stores the plan; what an earlier run stored stays. */
    void storeFirst(PlanSource sources, MigrationPlan plan) {
        if (!isStored()) {
            store(sources, plan);
        }
    }

    void store(PlanSource sources, MigrationPlan plan) {
        claims.replace(ClaimStore.Kind.PLAN, fingerprint(sources, plan));
    }

    private Map<String, String> fingerprint(PlanSource sources, MigrationPlan plan) {
        boolean ignoresCase = ServerSettings.of(databases.source()).number("lower_case_table_names", 0) > 0;
        return PlanFingerprint.of(plan, ignoresCase, sources.rules().classMap().pairs());
    }
}
