package dev.gangway.bulkloader;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.TargetTriggers;

/** Keeps the target's own triggers away while rows are written and tells a person when they are not what they were. */
final class SuspendedTriggers {
    private final TargetTriggers triggers;
    private final String user;
    private final BulkListener listener;

    SuspendedTriggers(StateSchema state, BulkListener listener) {
        this.triggers = new TargetTriggers(state);
        this.user = state.target().config().user();
        this.listener = listener;
    }

    /** Runs the work without triggers; they are restored whatever happens, after a kill by the next run. */
    void during(Runnable work) {
        triggers.suspend();
        RuntimeException failure = null;
        try {
            work.run();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            restoreAfter(failure);
        }
    }

    private void restoreAfter(@org.jspecify.annotations.Nullable RuntimeException failure) {
        try {
            restore();
        } catch (MigrationException e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
        }
    }

    /** Puts back what is still suspended. */
    void restore() {
        TargetTriggers.Restored result = triggers.restore();
        if (result.restored() > 0) {
            listener.triggersRestored(result.restored());
        }
        if (!result.otherDefiner().isEmpty()) {
            listener.warning("Triggers of the target run with the rights of " + user
                    + " now, because that user may not name another definer; let an administrator create them again: "
                    + String.join(", ", result.otherDefiner()));
        }
        if (!result.withoutTable().isEmpty()) {
            listener.warning("Triggers of the target are gone, because their tables are: "
                    + String.join(", ", result.withoutTable()));
        }
    }
}
