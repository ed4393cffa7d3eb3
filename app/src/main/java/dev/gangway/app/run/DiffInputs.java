package dev.gangway.app.run;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.shop.Derivations;
import dev.gangway.proof.run.DiffInput;

/** Makes what a comparison of one migration needs. */
public final class DiffInputs {

    private DiffInputs() {}

    public static DiffInput of(MigrationContext context) {
        return of(context.config(), context.databases(), context.sources(), context.plan());
    }

    /** Derivations change no structure here: they are only recomputed to be compared. */
    public static DiffInput of(MigrationConfig config, Databases databases, PlanSource sources, MigrationPlan plan) {
        var derivations = new DerivationContext(
                plan,
                sources.rules(),
                sources.environment(),
                databases.state(),
                PlanSource.handlers(),
                statement -> {});
        return new DiffInput(
                databases.source(),
                databases.state(),
                plan,
                Derivations.of(derivations, config.loadSteps()),
                sources.rules(),
                config.capture().mode() == CaptureConfig.Mode.TRIGGERS);
    }
}
