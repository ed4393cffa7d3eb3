package dev.gangway.app.cutover;

import dev.gangway.app.command.CutoverOperations.CutoverRequest;
import dev.gangway.app.fence.Fence;
import dev.gangway.app.fence.Fences;
import dev.gangway.app.run.Magento2Steps;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.CaptureScope;
import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

/** One attempt to switch the shop over, or a rehearsal of it: wires the stages, watches over them, and tells the outcome. */
final class Attempt {
    /** In whose name the stream is paused after the switch. */
    static final String CAUSE = "cutover";

    private final MigrationContext context;
    private final CutoverRequest request;
    private final Journal journal;
    private final CutoverStore store;

    Attempt(MigrationContext context, CutoverRequest request, Journal journal) {
        this.context = context;
        this.request = request;
        this.journal = journal;
        this.store = new CutoverStore(context.databases().state());
    }

    /** What the stages share; the fence is the chosen one, or the first that can be had. */
    Night night() {
        return new Night(
                context,
                request,
                fence(),
                new StreamView(context),
                store,
                new Hooks(request.hooks(), request.isRehearsal(), journal),
                journal);
    }

    private Fence fence() {
        Collection<String> tables =
                new CapturedTables(context.databases().source(), CaptureScope.of(context.plan())).realNames();
        if (request.fence().isPresent()) {
            return Fences.of(request.fence().get(), context.config(), context.databases(), tables);
        }
        Fence readOnly = Fences.of(Fences.READ_ONLY, context.config(), context.databases(), tables);
        List<String> obstacles = readOnly.obstacles();
        if (obstacles.isEmpty()) {
            return readOnly;
        }
        journal.say("fence: triggers, since read-only cannot be had: " + obstacles.get(0));
        return Fences.of(Fences.TRIGGERS, context.config(), context.databases(), tables);
    }

    /** Refuses to switch a shop that is switched. */
    void requireNotSwitched() {
        store.last().filter(last -> last.outcome() == Cutover.Outcome.SWITCHED).ifPresent(last -> {
            throw new MigrationException(
                    ErrorCode.CUTOVER_REFUSED,
                    "The shop is switched already, at " + last.position()
                            + ": gangway cutover --status shows how it stands, --back-out goes back");
        });
    }

    /** Goes through it. */
    void run() {
        request.logins().ifPresent(LoginProof::read);
        Night night = night();
        long id = store.begin(
                request.isRehearsal(), ManagementFactory.getRuntimeMXBean().getName());
        var log = new StoredRunLog(store, id, night.stream()::positionText);
        var fence = new FenceControl(night.fence(), log, request.budget(), System::nanoTime);
        var runner = new Runner(new Stages(night).all(fence, log), fence, log, request.budget(), System::nanoTime);
        try (var watchdog = Watchdog.over(runner, fence)) {
            runner.run();
        } catch (MigrationException e) {
            night.hooks().runAfterwards(Hooks.BACK_OUT);
            throw e;
        }
        journal.fact("fencedMs", fence.fencedMs());
        journal.fact("stagesMs", store.stageTimes(id));
        if (request.isRehearsal()) {
            night.hooks().runAfterwards(Hooks.BACK_OUT);
            tellRehearsed(fence);
        } else {
            pauseStream();
            tellSwitched(fence);
            night.hooks().runAfterwards(StageName.DONE.word());
        }
    }

    /** What is written to the source too late must not reach the new shop behind anybody's back. */
    private void pauseStream() {
        try {
            new WantedStateStore(context.databases().state())
                    .want(WantedState.PAUSE, CAUSE, "the shop is switched; what the source takes now came too late");
        } catch (MigrationException e) {
            journal.warn("warning: the stream could not be paused, do it with gangway pause: " + e.getMessage());
        }
    }

    private void tellRehearsed(FenceControl fence) {
        journal.fact("outcome", "rehearsed");
        journal.say(
                "Rehearsed: all stages but the last went through; writes were kept out for %,d ms and go through again"
                        .formatted(fence.fencedMs()));
    }

    private void tellSwitched(FenceControl fence) {
        journal.fact("outcome", "switched");
        journal.say(
                "Switched: the target is what the source was; it took %,d ms from the fence to here. The source stays fenced"
                        .formatted(fence.fencedMs()));
        Magento2Steps.afterStream(context.config()).forEach(journal::say);
        journal.say("Then: gangway cutover --status tells what was written to the source too late;"
                + " --back-out goes back; gangway cleanup removes what is no longer needed");
    }
}
