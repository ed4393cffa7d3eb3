package dev.gangway.app.cutover;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.fence.Fences;
import dev.gangway.app.fence.LeftFence;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.plan.CaptureScope;
import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.RunLock;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** How the last cutover stands, and after the switch what came too late. Reads only. */
final class StatusView {
    private final MigrationContext context;
    private final Journal journal;

    StatusView(MigrationContext context, Journal journal) {
        this.context = context;
        this.journal = journal;
    }

    /** Tells it; 4 when something was written to the source too late. */
    int tell() {
        Optional<Cutover> last = new CutoverStore(context.databases().state()).last();
        if (last.isEmpty()) {
            journal.fact("outcome", "none");
            journal.say("There was no cutover yet, nor a rehearsal");
            return ExitCode.DONE;
        }
        Cutover cutover = last.get();
        journal.fact("outcome", cutover.outcome().name().toLowerCase(Locale.ROOT));
        journal.fact("stage", cutover.stage());
        journal.say("%s no. %d: %s at stage %s%s"
                .formatted(
                        cutover.rehearsal() ? "Rehearsal" : "Cutover",
                        cutover.id(),
                        words(cutover),
                        cutover.stage(),
                        cutover.reason().isEmpty() ? "" : " (" + cutover.reason() + ")"));
        if (cutover.holdsFenceWithoutCause()
                && LeftFence.find(context.databases()).isPresent()) {
            journal.warn("! Its process is gone and the source may still be fenced ("
                    + cutover.fence().choice() + "): gangway cutover --back-out lifts it");
        }
        return cutover.outcome() == Cutover.Outcome.SWITCHED ? switched(cutover) : ExitCode.DONE;
    }

    private String words(Cutover cutover) {
        return switch (cutover.outcome()) {
            case RUNNING ->
                RunLock.isTaken(context.databases().state(), LeftFence.ROLE) ? "running" : "its process is gone";
            case REHEARSED -> "went through";
            case SWITCHED -> "switched";
            case BACKED_OUT -> "backed out";
            case RETURNED -> "switched, and gone back";
        };
    }

    private int switched(Cutover cutover) {
        journal.fact("position", cutover.position());
        journal.say("The source was at " + cutover.position() + " when the shop was switched");
        String choice = cutover.fence().choice();
        boolean isFenced = choice.startsWith(Fences.HOOK)
                || Fences.left(choice, context.databases()).isSet();
        journal.fact("fenced", isFenced);
        if (!isFenced) {
            journal.warn(
                    "! The fence (" + choice + ") is gone: somebody lifted it, or the source's server was restarted");
        }
        var tables = new CapturedTables(context.databases().source(), CaptureScope.of(context.plan()));
        LateWrites late = LateWrites.since(cutover, context.config(), context.databases(), tables);
        journal.fact("lateWrites", new TreeMap<>(late.written()));
        journal.fact("lateWritesCarried", new TreeMap<>(late.carried()));
        if (late.isEmpty()) {
            journal.say("Nothing was written to the captured tables of the source since then");
            return ExitCode.DONE;
        }
        new TreeMap<>(late.written())
                .forEach((table, count) -> journal.warn("! written too late: %s, %,d changes".formatted(table, count)));
        new TreeMap<>(late.carried())
                .forEach((table, count) -> journal.warn("  of these in the target: %s, %,d".formatted(table, count)));
        journal.warn(
                "Carry them with gangway resume, where their rows do not collide with what the new shop has taken since, or"
                        + " enter them there by hand");
        return ExitCode.DIFFERENCES;
    }
}
