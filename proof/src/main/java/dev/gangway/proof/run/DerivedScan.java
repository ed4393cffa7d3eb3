package dev.gangway.proof.run;

import dev.gangway.derivations.Derivation;
import dev.gangway.proof.derived.DerivedLook;
import dev.gangway.proof.derived.KeyWalk;
import dev.gangway.proof.route.RouteLook;
import dev.gangway.proof.store.DiffStore;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Compares what one derivation writes with what recomputing its keys gives, a piece of them at a time. One thread. */
final class DerivedScan {
    private static final int FIRST = 500;
    private static final int MOST = 4_000;

    private final DiffInput input;
    private final DiffStore store;
    private final DerivedLook look;
    private final RunWatch watch;

    DerivedScan(DiffInput input, DiffStore store, DerivedLook look, RunWatch watch) {
        this.input = input;
        this.store = store;
        this.look = look;
        this.watch = watch;
    }

    /** Candidates stay for the verdict, because rows that they are derived from may be the wrong ones. */
    void run(DiffStore.Unit unit, Derivation derivation) throws SQLException {
        KeyWalk walk = KeyWalk.of(derivation, input.plan().written(), input.names());
        var pace = new Pace(FIRST, MOST);
        @Nullable String after = unit.after();
        if (unit.state().equals(DiffStore.RUNNING)) {
            try (Connection connection = input.target().open()) {
                KeyWalk.Piece piece = walk.next(connection, after, pace.rows());
                while (piece != null) {
                    long start = System.nanoTime();
                    RouteLook.Seen seen = look.look(derivation, piece.keys());
                    long millis = (System.nanoTime() - start) / 1_000_000;
                    store.chunk(watch.run(), unit.name(), seen, piece.upTo(), millis);
                    pace.took(millis);
                    watch.read(unit.name(), seen);
                    if (watch.isStopped()) {
                        return;
                    }
                    piece = walk.next(connection, piece.upTo(), pace.rows());
                }
            }
        }
        store.finish(watch.run(), unit.name());
    }
}
