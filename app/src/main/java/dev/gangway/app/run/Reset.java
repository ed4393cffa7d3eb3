package dev.gangway.app.run;

import dev.gangway.app.identity.RunGuard;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.KeptTables;
import dev.gangway.mysql.state.KeptTables.Kept;
import dev.gangway.mysql.state.ResetScope;
import dev.gangway.mysql.state.ResetState;
import dev.gangway.mysql.state.RunIdentityStore;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamLock;
import dev.gangway.mysql.state.TargetTriggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Undoes what earlier runs of a migration did: first looks and says what that is, then does it. Progress is forgotten first,
 * so a reset may be killed at any point: it is finished by the next one, or by the next load. Needs no sound state.
 */
public final class Reset {
    private final MigrationConfig config;
    private final Databases databases;
    private final ResetScope scope;
    private final boolean hasState;
    private final List<Undo> undos = new ArrayList<>();

    private Reset(MigrationConfig config, ResetScope scope) {
        this.config = config;
        this.databases = Databases.of(config);
        this.hasState = databases.state().exists();
        this.scope = hasState
                ? new ResetState(databases.state()).pending().map(scope::and).orElse(scope)
                : scope;
    }

    /**
     * Finds what there is to undo; changes nothing.
     *
     * @throws MigrationException when source, target or the configured Kafka cluster does not answer
     */
    public static Reset find(MigrationConfig config, ResetScope scope) {
        var reset = new Reset(config, scope);
        new RunGuard(config, reset.databases).requireResettable();
        var leftovers = new Leftovers(config, reset.databases, reset.hasState);
        leftovers.fence().ifPresent(reset.undos::add);
        leftovers.triggers().ifPresent(reset.undos::add);
        reset.undos.addAll(leftovers.topics());
        if (reset.hasState) {
            reset.findTables();
            reset.findState();
        } else {
            reset.findMark();
        }
        return reset;
    }

    /** A reset that was begun and broken off; empty when there is none. */
    public static Optional<Reset> unfinished(MigrationConfig config) {
        StateSchema state = Databases.of(config).state();
        return state.exists() ? new ResetState(state).pending().map(scope -> find(config, scope)) : Optional.empty();
    }

    public boolean isNothing() {
        return undos.isEmpty();
    }

    public ResetScope scope() {
        return scope;
    }

    /** What will be undone, one line per thing; {@code all}: with every name. */
    public List<String> lines(boolean all) {
        return undos.stream().map(undo -> undo.line(all)).toList();
    }

    private void findTables() {
        for (Mode mode : modes()) {
            var kept = new KeptTables(databases.state(), mode.word());
            List<Kept> all = kept.all();
            String before = " before the " + mode.word() + " mode";
            add(
                    kept,
                    all,
                    k -> k.existed() && !k.copy().isEmpty(),
                    "bring back the rows of %,d tables as they were" + before);
            add(kept, all, k -> k.existed() && k.copy().isEmpty(), "empty %,d tables that were empty" + before);
            add(kept, all, k -> !k.existed(), "drop %,d tables that did not exist" + before);
        }
        int suspended = new TargetTriggers(databases.state()).suspended();
        if (suspended > 0) {
            undos.add(new Undo(target(), "put back %,d suspended triggers".formatted(suspended), List.of(), () -> {}));
        }
    }

    private void add(KeptTables kept, List<Kept> all, Predicate<Kept> which, String what) {
        List<Kept> chosen = all.stream().filter(which).toList();
        if (!chosen.isEmpty()) {
            undos.add(new Undo(
                    target(),
                    what.formatted(chosen.size()),
                    chosen.stream().map(Kept::table).toList(),
                    () -> chosen.forEach(kept::restore)));
        }
    }

    private void findState() {
        String what = scope == ResetScope.ALL
                ? "forget all progress, losses and parked rows, and drop the schema"
                : "forget the data mode's progress, the start of capture, losses and parked rows";
        undos.add(new Undo("state schema " + databases.state().name(), what, List.of(), () -> {}));
    }

    /** Without a state nothing can be brought back, but the target need not stay marked. */
    private void findMark() {
        var identities = new RunIdentityStore(databases.state());
        identities
                .mark()
                .filter(identities::isOwn)
                .ifPresent(mark -> undos.add(new Undo(
                        target(),
                        "remove the mark of run " + mark.runId() + "; its rows stay, since the state schema is gone",
                        List.of(),
                        identities::unmark)));
    }

    /** In the order in which their tables are brought back: the earlier mode last. */
    private List<Mode> modes() {
        return scope == ResetScope.ALL ? List.of(Mode.DATA, Mode.SETTINGS) : List.of(Mode.DATA);
    }

    private String target() {
        return "target database " + databases.target().config().address();
    }

    /**
     * Undoes it.
     *
     * @param done hears of each thing that is undone
     * @throws MigrationException STATE_LOCKED while a load or a stream runs; or what is in the way: run the reset again then
     */
    public void perform(Consumer<String> done) {
        StateSchema state = databases.state();
        try (RunLock load = RunLock.take(state, "load");
                RunLock stream = StreamLock.takeAlone(state)) {
            if (hasState) {
                new ResetState(state)
                        .begin(
                                scope,
                                config.steps(Mode.SETTINGS).stream()
                                        .map(StepConfig::title)
                                        .toList());
                new ResetState(state).suspendTriggers();
            }
            for (Undo undo : undos) {
                undo.action().run();
                done.accept(undo.line(false));
            }
            if (hasState) {
                finish(state);
            }
        }
    }

    private void finish(StateSchema state) {
        new ResetState(state).restoreTriggers();
        modes().forEach(mode -> new KeptTables(state, mode.word()).forget());
        new ResetState(state).finish(scope);
    }
}
