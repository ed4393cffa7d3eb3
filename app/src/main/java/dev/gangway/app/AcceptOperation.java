package dev.gangway.app;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.identity.Mismatch;
import dev.gangway.app.identity.RunGuard;
import dev.gangway.app.reemit.Backfill;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StreamLock;
import java.util.ArrayList;
import java.util.List;

/** Says what differs from what the run relies on, asks, and relies on the present from then on. */
final class AcceptOperation {
    private final MigrationConfig config;
    private final Console console;
    private final Databases databases;

    AcceptOperation(MigrationConfig config, Console console) {
        this.config = config;
        this.console = console;
        this.databases = Databases.of(config);
    }

    /**
     * Accepts what a person may accept.
     *
     * @throws MigrationException what cannot be accepted, or USAGE when nobody said yes
     */
    int run(boolean yes) {
        var guard = new RunGuard(config, databases);
        List<Mismatch> mismatches = new ArrayList<>(guard.databaseMismatches());
        mismatches.stream()
                .filter(mismatch -> !mismatch.acceptable())
                .findFirst()
                .ifPresent(mismatch -> {
                    throw new MigrationException(mismatch.code(), mismatch.message());
                });
        PlanSource sources = PlanSource.read(config, databases);
        MigrationPlan plan = sources.compile();
        mismatches.addAll(guard.planMismatches(sources, plan));
        if (mismatches.isEmpty()) {
            console.complain("Nothing to accept: source, target and rules are as they were");
            return ExitCode.DONE;
        }
        mismatches.forEach(mismatch -> console.complain(mismatch.message()));
        if (!yes) {
            ask();
        }
        try (RunLock load = RunLock.take(databases.state(), "load");
                RunLock stream = StreamLock.takeAlone(databases.state())) {
            List<String> again = Backfill.whole(
                    new ReemitStore(databases.state()),
                    plan,
                    guard.tablesWithNewRules(sources, plan),
                    "gangway accept");
            guard.accept(sources, plan);
            if (!again.isEmpty()) {
                console.say("The stream sends all rows of these tables again: " + String.join(", ", again));
            }
        }
        console.say("Accepted: from now on this is what the migration goes by");
        return ExitCode.DONE;
    }

    private void ask() {
        boolean yes = console.confirm("Accept this?")
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.USAGE,
                        "Nothing is accepted without a yes, and no terminal is there to ask: add --yes"));
        if (!yes) {
            throw new MigrationException(ErrorCode.USAGE, "Not confirmed: nothing was changed");
        }
    }
}
