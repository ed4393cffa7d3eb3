package dev.gangway.app.diff;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.DiffOperations.Show;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Logging;
import dev.gangway.app.command.RepairOperations;
import dev.gangway.app.run.DiffInputs;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.RunFolder;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.proof.repair.Repair;
import dev.gangway.proof.repair.RepairPlan;
import dev.gangway.proof.run.DiffInput;
import dev.gangway.proof.run.DiffRun;
import dev.gangway.proof.store.DiffStore;
import org.jspecify.annotations.Nullable;

/** Says what would mend the differences of a comparison, does it after a yes, and compares these rows again. */
public final class RepairOperation implements RepairOperations {

    @Override
    public int repair(MigrationConfig config, @Nullable Long run, boolean yes, boolean dryRun, Console console) {
        RunFolder.log(config).ifPresent(Logging::setRunFile);
        try (MigrationContext context = MigrationContext.open(config)) {
            DiffInput input = DiffInputs.of(context);
            DiffStore.Run found = DiffOperation.find(config, input.state(), run);
            if (found.state().equals(DiffStore.RUNNING)) {
                throw new MigrationException(
                        ErrorCode.USAGE,
                        "Comparison " + found.id() + " has not ended: wait for it, or gangway diff resume");
            }
            var repair = new Repair(input);
            RepairPlan plan = repair.plan(found);
            console.result(text(plan));
            if (plan.isEmpty()) {
                return plan.impossible().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENCES;
            }
            return dryRun ? ExitCode.DONE : perform(input, repair, plan, yes, console);
        }
    }

    private static String text(RepairPlan plan) {
        var out = new StringBuilder("Repair of comparison " + plan.run().id() + ":\n");
        if (plan.isEmpty()) {
            out.append("  nothing to do\n");
        }
        plan.resend()
                .forEach((table, keys) -> out.append("  %,d rows of source table %s are sent through the stream again%n"
                        .formatted(keys.size(), table)));
        plan.recompute()
                .forEach((name, keys) -> out.append("  %s: %s computed anew%n"
                        .formatted(
                                name,
                                keys.isEmpty() ? "all rows are" : "rows of %,d keys are".formatted(keys.size()))));
        plan.impossible()
                .forEach((table, reason) -> out.append("  %s cannot be repaired: %s%n".formatted(table, reason)));
        return out.toString().stripTrailing();
    }

    private static int perform(DiffInput input, Repair repair, RepairPlan plan, boolean yes, Console console) {
        if (!plan.resend().isEmpty() && !repair.isStreaming()) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "No stream runs that could carry the rows: start gangway delta, then repair again; nothing was changed");
        }
        if (!yes) {
            ask(console);
        }
        if (!repair.perform(plan, "gangway repair")) {
            console.complain("The stream ended before everything was sent: it goes on with the rest when it is started"
                    + " again; then compare again");
            return ExitCode.DIFFERENCES;
        }
        console.say("Repaired; comparing these rows again");
        var diff = new DiffRun(input, DiffProgress.on(console));
        DiffStore.Run recheck = repair.recheck(plan.run());
        diff.go(recheck);
        int exitCode = DiffOperation.tell(input, recheck.id(), new Show(false, false), console);
        return plan.impossible().isEmpty() ? exitCode : ExitCode.DIFFERENCES;
    }

    private static void ask(Console console) {
        boolean yes = console.confirm("Repair this?")
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.USAGE,
                        "Nothing is repaired without a yes, and no terminal is there to ask: add --yes"));
        if (!yes) {
            throw new MigrationException(ErrorCode.USAGE, "Not confirmed: nothing was changed");
        }
    }
}
