package dev.gangway.app.diagnose;

import dev.gangway.app.fence.LeftFence;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.mysql.state.ResetScope;
import dev.gangway.mysql.state.ResetState;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamState;
import dev.gangway.mysql.state.TargetTriggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was begun and broken off: a reset, a load, an attach, a cutover behind its fence. */
final class UnfinishedDiagnosis implements Diagnosis {

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.STATE);
    }

    @Override
    public List<Finding> look(Scene scene) {
        var findings = new ArrayList<Finding>();
        LeftFence.find(scene.databases())
                .ifPresent(fence ->
                        findings.add(Finding.of(Fault.FENCE_LEFT, fence.text(), scene.command("cutover --back-out"))));
        if (scene.loads()) {
            return findings;
        }
        StateSchema state = scene.databases().state();
        Optional<ResetScope> reset = new ResetState(state).pending();
        if (reset.isPresent()) {
            String only = reset.get() == ResetScope.DATA ? " --data-only" : "";
            findings.add(Finding.of(
                    Fault.RESET_UNFINISHED,
                    "it was to undo " + (only.isEmpty() ? "everything" : "the data mode"),
                    scene.command("reset" + only + " --yes")));
            return findings;
        }
        load(scene).ifPresent(findings::add);
        if (!scene.stream().runs()) {
            new StreamState(state)
                    .pending()
                    .ifPresent(since -> findings.add(
                            Finding.of(Fault.ATTACH_UNFINISHED, "begun at " + since, scene.command("attach --yes"))));
        }
        return findings;
    }

    private static Optional<Finding> load(Scene scene) {
        StateSchema state = scene.databases().state();
        for (Mode mode : List.of(Mode.SETTINGS, Mode.DATA)) {
            List<String> open = open(scene.config(), mode, new RunStore(state));
            if (!open.isEmpty()) {
                return Optional.of(Finding.of(
                        Fault.LOAD_UNFINISHED,
                        "%s mode: not done are %s".formatted(mode.word(), String.join(", ", open)),
                        scene.command(mode.word())));
            }
        }
        int suspended = new TargetTriggers(state).suspended();
        return suspended == 0
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Fault.TRIGGERS_SUSPENDED,
                        "%,d triggers of the target are kept in the state only".formatted(suspended),
                        scene.command("data")));
    }

    /** Whether the data mode is done, so that a stream may run. */
    static boolean isLoaded(MigrationConfig config, StateSchema state) {
        return open(config, Mode.DATA, new RunStore(state)).isEmpty();
    }

    private static List<String> open(MigrationConfig config, Mode mode, RunStore runs) {
        return config.steps(mode).stream()
                .filter(step -> step.stage(Stage.DATA).isPresent())
                .filter(step -> !runs.isFinished(mode.word(), step.title(), Stage.DATA.word()))
                .map(step -> step.title())
                .toList();
    }
}
