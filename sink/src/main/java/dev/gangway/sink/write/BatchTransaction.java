package dev.gangway.sink.write;

import dev.gangway.derivations.CountingWriter;
import dev.gangway.mysql.state.ClaimStore;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.LookupChanges;
import dev.gangway.mysql.state.RunIdentityStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.sink.apply.ApplyResult;
import dev.gangway.sink.apply.ApplyResult.Counts;
import dev.gangway.sink.apply.BatchApplier;
import dev.gangway.sink.apply.JdbcAccess;
import dev.gangway.sink.apply.Parked;
import dev.gangway.sink.apply.Work;
import dev.gangway.sink.read.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Everything that one transaction of the target holds: rows, losses, parked changes, ledger, offsets, watermark, turn. */
public final class BatchTransaction {
    private final BatchApplier applier;
    private final JdbcAccess.Parts target;
    private final BatchTools tools;
    private final BatchLosses batchLosses;
    private final DisplacedRows displaced;
    private final SinkStateStore state;
    private final LedgerStore ledger;
    private final RunIdentityStore identity;
    private final ParkedRecords parked;
    private final ParkedQueue queue;
    private final ParkedPublisher publisher;
    private final Clock clock;
    private final LookupChanges lookups;
    private final ClaimStore claims;
    private final long sureAfterMicros;

    BatchTransaction(
            TargetShape shape,
            BatchTools tools,
            StateSchema schema,
            ParkedRecords parked,
            ParkedPublisher publisher,
            Clock clock) {
        this.applier = new BatchApplier(shape.tables());
        this.target = new JdbcAccess.Parts(shape.tables(), tools.writer(), tools.sql(), tools.touched());
        this.tools = tools;
        this.batchLosses = new BatchLosses(schema);
        this.displaced = new DisplacedRows(schema);
        this.state = new SinkStateStore(schema);
        this.ledger = new LedgerStore(schema);
        this.identity = new RunIdentityStore(schema);
        this.parked = parked;
        this.queue = new ParkedQueue(schema, parked, shape.parkedLimit());
        this.publisher = publisher;
        this.clock = clock;
        this.lookups = new LookupChanges(schema);
        this.claims = new ClaimStore(schema);
        this.sureAfterMicros = shape.lookups().sureAfterMicros();
    }

    /** Makes what derivations need; on a connection without a transaction. */
    void prepare(Connection connection) throws SQLException {
        tools.touched().prepare(connection);
    }

    /** Writes on the caller's connection; neither commits nor rolls back. */
    Written write(Connection connection, Batch batch) throws SQLException {
        ParkedQueue.Applied applied = queue.apply(connection, batch, work -> apply(connection, work));
        ApplyResult result = applied.result();
        lookups.add(connection, tools.touched().answers(connection, isUnsure(applied.work())));
        var derived = new CountingWriter(tools.losses());
        tools.touched().recompute(connection, derived);
        batchLosses.store(connection, tools.losses(), result.losses(), derived);
        derived.leftOut().forEach(left -> target.removed().add(left.table(), left.occurrences()));
        claims.addRemoved(connection, target.removed().byTable());
        displaced.settle(connection, applied.work().changes());
        queue.store(connection, batch, applied);
        Written written = count(connection, batch, result);
        ledger.saveCaptured(connection, batch.captured());
        saveProgress(connection, batch);
        publisher.publish(parked.copies(batch, result.parked(), clock.millis()));
        return written;
    }

    private ApplyResult apply(Connection connection, Work work) throws SQLException {
        tools.losses().clear(); // what was counted for a batch that was rolled back
        return applier.apply(target.on(connection), work);
    }

    /** The load may have read these changes already, and mapped other rows before it did. */
    private boolean isUnsure(Work work) {
        return work.changes().stream().anyMatch(change -> change.committedAtMicros() <= sureAfterMicros);
    }

    /** The last batch written is there to stay. */
    void committed() {
        batchLosses.committed();
        tools.touched().committed();
    }

    /** The last batch written is undone, or another sink may have written. */
    void undone() {
        displaced.forget();
        queue.forget();
    }

    private Written count(Connection connection, Batch batch, ApplyResult result) throws SQLException {
        long minute = batch.watermark().timestampMs() / 60_000;
        var entries = new ArrayList<LedgerEntry>();
        Written sum = Written.NOTHING;
        for (Map.Entry<String, Counts> entry : result.counts().entrySet()) {
            Counts c = entry.getValue();
            entries.add(new LedgerEntry(entry.getKey(), minute, c.applied(), c.coalesced(), c.filtered(), c.parked()));
            sum = sum.plus(new Written(c.applied(), c.coalesced(), c.filtered(), c.parked(), 0));
        }
        ledger.add(connection, entries);
        long losers = result.parked().stream().filter(Parked::isDisplaced).count();
        if (losers > 0) {
            displaced.forget();
        }
        return sum.plus(new Written(0, 0, 0, 0, losers));
    }

    private void saveProgress(Connection connection, Batch batch) throws SQLException {
        Map<SinkStateStore.Partition, Long> offsets = new HashMap<>();
        batch.offsets()
                .forEach((partition, offset) ->
                        offsets.put(new SinkStateStore.Partition(partition.topic(), partition.partition()), offset));
        state.saveOffsets(connection, offsets);
        state.saveWatermark(
                connection,
                new SinkStateStore.Watermark(
                        batch.watermark().position(),
                        batch.watermark().timestampMs() * 1000,
                        batch.watermark().endsTransaction()));
        identity.advance(connection);
    }
}
