package dev.gangway.app.attach;

import dev.gangway.app.command.Console;
import dev.gangway.app.run.DiffInputs;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.ShortWait;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StreamState;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.repair.Repair;
import dev.gangway.proof.repair.RepairPlan;
import dev.gangway.proof.run.DiffInput;
import dev.gangway.proof.run.DiffListener;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.DiffRun;
import dev.gangway.proof.store.DiffStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Beside a stream that has just begun: compares everything, has what differs sent again, and compares these rows once more until
 * nothing differs. One thread; ended by interrupting it.
 */
final class CatchingUp {
    private static final int ROUNDS = 4;

    private final DiffInput input;
    private final Console console;

    CatchingUp(MigrationContext context, Console console) {
        this.input = DiffInputs.of(context);
        this.console = console;
    }

    /**
     * Returns when the target is as the source.
     *
     * @throws MigrationException DIFFERENCES_FOUND when rows are left that cannot be mended so
     */
    void run() {
        awaitStream();
        console.say("Comparing everything, to find what was missed");
        var store = new DiffStore(input.state());
        var diff = new DiffRun(input, DiffListener.SILENT);
        DiffStore.Run run = diff.create(List.of());
        diff.go(run);
        DiffResult result = read(store, run);
        for (int round = 0;
                round < ROUNDS && result.differences() + result.unjudged() > skippedTables(result);
                round++) {
            run = mend(diff, result.run());
            result = read(store, run);
        }
        if (result.differences() > 0) {
            throw new MigrationException(
                    ErrorCode.DIFFERENCES_FOUND,
                    "%,d rows still differ: gangway diff show --run %d lists them; the stream can be started when gangway attach has gone through"
                            .formatted(result.differences(), result.run().id()));
        }
        new StreamState(input.state()).settled();
        console.say("The target is as the source again: %,d rows compared".formatted(rows(result)));
    }

    private static DiffResult read(DiffStore store, DiffStore.Run run) {
        return DiffResult.read(store, store.find(run.id()).orElseThrow());
    }

    private static long rows(DiffResult result) {
        return result.tables().values().stream()
                .map(table -> table.counts())
                .mapToLong(Counts::target)
                .sum();
    }

    /** Tables that no comparison covers are no reason to mend again. */
    private static long skippedTables(DiffResult result) {
        return result.skipped().values().stream()
                .filter(DiffStore.Skipped::counts)
                .count();
    }

    private DiffStore.Run mend(DiffRun diff, DiffStore.Run found) {
        var repair = new Repair(input);
        RepairPlan plan = repair.plan(found);
        console.say("%,d source rows are sent again, %,d derivations computed anew"
                .formatted(plan.rows(), plan.recompute().size()));
        if (!repair.perform(plan, "gangway attach")) {
            throw new MigrationException(
                    ErrorCode.INTERRUPTED, "The stream ended before everything was sent: gangway attach goes on");
        }
        DiffStore.Run again = repair.recheck(found);
        diff.go(again);
        return again;
    }

    private void awaitStream() {
        var sink = new SinkStateStore(input.state());
        try (Connection connection = input.state().target().open()) {
            while (sink.watermark(connection).isEmpty()) {
                ShortWait.once();
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, input.state().target().config(), "waiting for the stream");
        }
    }
}
