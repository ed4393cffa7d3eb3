package dev.gangway.app.cutover;

import dev.gangway.mysql.state.Cutover.Outcome;
import dev.gangway.mysql.state.CutoverStore;
import java.util.function.Supplier;

/** Keeps an attempt in the state schema. */
final class StoredRunLog implements RunLog {
    private final CutoverStore store;
    private final long id;
    private final Supplier<String> position;

    /** {@code position}: where the target is. */
    StoredRunLog(CutoverStore store, long id, Supplier<String> position) {
        this.store = store;
        this.id = id;
        this.position = position;
    }

    long id() {
        return id;
    }

    @Override
    public void begins(StageName stage) {
        store.stageBegins(id, stage.word(), System.currentTimeMillis());
    }

    @Override
    public void ends(StageName stage) {
        store.stageEnds(id, stage.word(), System.currentTimeMillis(), position.get());
    }

    @Override
    public void fenceWanted(String choice, String memory) {
        store.fenceWanted(id, choice, memory, System.currentTimeMillis());
    }

    @Override
    public void fenceSet() {
        store.fenceSet(id);
    }

    @Override
    public void fenceLifted() {
        store.fenceLifted(id, System.currentTimeMillis());
    }

    @Override
    public void finished(Outcome outcome, String at, String reason) {
        store.finish(id, outcome, at, reason);
    }
}
