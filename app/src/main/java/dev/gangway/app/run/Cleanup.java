package dev.gangway.app.run;

import dev.gangway.app.fence.LeftFence;
import dev.gangway.app.identity.RunGuard;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.ResetScope;
import dev.gangway.mysql.state.ResetState;
import dev.gangway.mysql.state.RunIdentityStore;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamLock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Removes everything that a migration has put beside the rows of both shops; the migrated rows stay. First looks and says what
 * that is, then does it, the state last: a cleanup that is killed is finished by the next one.
 */
public final class Cleanup {
    private final MigrationConfig config;
    private final Databases databases;
    private final List<Undo> undos = new ArrayList<>();

    private Cleanup(MigrationConfig config) {
        this.config = config;
        this.databases = Databases.of(config);
    }

    /**
     * Finds what there is to remove; changes nothing.
     *
     * @throws MigrationException when source, target or the configured Kafka cluster does not answer
     */
    public static Cleanup find(MigrationConfig config) {
        var cleanup = new Cleanup(config);
        new RunGuard(config, cleanup.databases).requireResettable();
        boolean hasState = cleanup.databases.state().exists();
        var leftovers = new Leftovers(config, cleanup.databases, hasState);
        leftovers.triggers().ifPresent(cleanup.undos::add);
        cleanup.undos.addAll(leftovers.topics());
        leftovers.fence().ifPresent(cleanup.undos::add);
        cleanup.findTarget(hasState);
        return cleanup;
    }

    private void findTarget(boolean hasState) {
        String target = "target database " + databases.target().config().address();
        if (hasState) {
            undos.add(new Undo(
                    target,
                    "drop schema " + databases.state().name()
                            + " with progress, shadow tables and the copies that a reset needs, and remove the run's mark",
                    List.of(),
                    () -> new ResetState(databases.state()).finish(ResetScope.ALL)));
            return;
        }
        var identities = new RunIdentityStore(databases.state());
        identities
                .mark()
                .filter(identities::isOwn)
                .ifPresent(mark -> undos.add(new Undo(target, "remove the run's mark", List.of(), identities::unmark)));
    }

    public boolean isNothing() {
        return undos.isEmpty();
    }

    /** What will be removed, one line per thing; {@code all}: with every name. */
    public List<String> lines(boolean all) {
        return undos.stream().map(undo -> undo.line(all)).toList();
    }

    /**
     * Removes it and looks again.
     *
     * @param done hears of each thing that is removed
     * @throws MigrationException STATE_LOCKED while a load, a stream or a cutover runs; or what is still there
     */
    public void perform(Consumer<String> done) {
        StateSchema state = databases.state();
        try (RunLock load = RunLock.take(state, "load");
                RunLock stream = StreamLock.takeAlone(state);
                RunLock cutover = RunLock.take(state, LeftFence.ROLE)) {
            for (Undo undo : undos) {
                undo.action().run();
                done.accept(undo.line(false));
            }
        }
        Cleanup rest = find(config);
        if (!rest.isNothing()) {
            throw new MigrationException(
                    ErrorCode.SOURCE_QUERY_FAILED,
                    "Still there after the cleanup: " + String.join("; ", rest.lines(false)) + "; run it again");
        }
    }
}
