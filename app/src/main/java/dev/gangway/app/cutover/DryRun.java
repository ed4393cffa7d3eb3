package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.app.fence.Fences;
import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.plan.CaptureScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what a cutover would do now, in which order, from which positions and for how long. Reads only. */
final class DryRun {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long ROWS_PER_SECOND = 50_000;
    private static final long TRIGGER_MS = 3;
    private static final long READ_ONLY_MS = 100;
    private static final long LOOK_MS = 200;

    private final Night night;
    private final TableProofs proofs;

    DryRun(Night night) {
        this.night = night;
        this.proofs = new TableProofs(night);
    }

    /** Tells it; true when nothing stands in the way. */
    boolean tell() {
        Journal journal = night.journal();
        Deadline deadline = Deadline.in(LIMIT, "The time for looking");
        List<Finding> findings = new Stages(night).precheck().findings(deadline);
        journal.say("How it is now:");
        findings.forEach(finding -> journal.say("  " + finding.line()));
        Map<String, Long> times = times();
        journal.say(
                night.store().lastRehearsal().isPresent()
                        ? "What would be done (times of the last rehearsal):"
                        : "What would be done (times are guesses until a rehearsal has measured them):");
        var actions = new ArrayList<Map<String, Object>>();
        long fenced = 0;
        for (Stage stage : stages()) {
            long ms = times.getOrDefault(stage.name().word(), LOOK_MS);
            boolean behindFence = stage.name().compareTo(StageName.FENCE) >= 0;
            fenced += behindFence ? ms : 0;
            tell(stage, ms, behindFence, actions);
        }
        journal.say("Writes would be kept out for about %,d ms of at most %,d ms. Nothing was changed (--dry-run)"
                .formatted(fenced, night.request().budget().toMillis()));
        journal.fact("findings", findings.stream().map(Finding::line).toList());
        journal.fact("position", night.stream().positionText());
        journal.fact("actions", actions);
        journal.fact("fencedMsExpected", fenced);
        return findings.stream().noneMatch(Finding::refuses);
    }

    private void tell(Stage stage, long ms, boolean behindFence, List<Map<String, Object>> actions) {
        List<String> plan = stage.plan();
        night.journal()
                .say("  %-9s %7s  %s%s"
                        .formatted(
                                stage.name().word(),
                                "%,d ms".formatted(ms),
                                behindFence ? "| " : "",
                                String.join("; ", plan)));
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("stage", stage.name().word());
        action.put("ms", ms);
        action.put("actions", plan);
        actions.add(action);
    }

    private List<Stage> stages() {
        StoredRunLog log = new StoredRunLog(night.store(), 0, () -> "");
        var fence = new FenceControl(night.fence(), log, night.request().budget(), System::nanoTime);
        return new Stages(night).all(fence, log);
    }

    /** In milliseconds by stage: as the last rehearsal took, or guessed. */
    private Map<String, Long> times() {
        return night.store().lastRehearsal().map(night.store()::stageTimes).orElseGet(this::guesses);
    }

    private Map<String, Long> guesses() {
        var context = night.context();
        TableProofs.Sizes sizes = proofs.sizes();
        long rows = proofs.unproved(night.stream().totals()).stream()
                .mapToLong(sizes::rows)
                .sum();
        int tables = new CapturedTables(context.databases().source(), CaptureScope.of(context.plan()))
                .realNames()
                .size();
        long heartbeat = context.config().capture().heartbeat().toMillis();
        return Map.of(
                StageName.PRECHECK.word(),
                heartbeat * 2,
                StageName.COMPARE.word(),
                rows * 1000 / ROWS_PER_SECOND + heartbeat,
                StageName.DRAIN.word(),
                heartbeat,
                StageName.FENCE.word(),
                night.fence().choice().equals(Fences.TRIGGERS) ? 3L * tables * TRIGGER_MS : READ_ONLY_MS,
                StageName.WATERMARK.word(),
                heartbeat,
                StageName.SWITCH.word(),
                heartbeat);
    }
}
