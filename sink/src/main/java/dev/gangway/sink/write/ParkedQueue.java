package dev.gangway.sink.write;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.ParkedState;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.WaitingChange;
import dev.gangway.sink.apply.ApplyResult;
import dev.gangway.sink.apply.Parked;
import dev.gangway.sink.apply.WaitingIndex;
import dev.gangway.sink.apply.WaitingIndex.Hopes;
import dev.gangway.sink.apply.Work;
import dev.gangway.sink.read.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What waits, beside the batches that pass: holds back what would overtake it, and lets it follow when a newer version of what
 * it waits for arrives. The state is the truth; what is kept of it in memory is read again after every change. One thread at a
 * time.
 */
final class ParkedQueue {
    private static final int PASSES_WITH_HOPE = 2;
    private static final String STREAM = "stream";

    private final ParkedStore store;
    private final ParkedRecords records;
    private final int limit;
    private WaitingIndex index = WaitingIndex.EMPTY;
    private Collection<String> tablesOfLoad = List.of();
    private String revision = "";
    private boolean known;

    /** @param limit changes that may wait at a time */
    ParkedQueue(StateSchema schema, ParkedRecords records, int limit) {
        this.store = new ParkedStore(schema);
        this.records = records;
        this.limit = limit;
    }

    /** Applies work inside the caller's transaction. */
    @FunctionalInterface
    interface Applying {
        ApplyResult apply(Work work) throws SQLException;
    }

    /** What was applied and what became of it. */
    record Applied(Work work, ApplyResult result) {}

    /** The state may have changed: another transaction, or a rollback. */
    void forget() {
        known = false;
    }

    /**
     * Applies a batch with what may follow it. Where a newer version of a waiting row turns out to be refused as well, all is
     * undone and done again without what would have followed.
     *
     * @throws MigrationException PARKED_LIMIT when too much would wait
     */
    Applied apply(Connection connection, Batch batch, Applying applying) throws SQLException {
        refresh(connection);
        Set<Long> hopeless = new HashSet<>();
        for (int pass = 1; ; pass++) {
            Hopes hopes = index.hopes(batch.changes(), hopeless);
            Work work = Work.of(batch.changes(), changes(connection, hopes.followers()), hopes.blocking());
            if (hopes.isEmpty()) {
                return new Applied(work, applying.apply(work));
            }
            Savepoint before = connection.setSavepoint();
            ApplyResult result = applying.apply(work);
            Set<Long> missed = hopes.ids();
            missed.removeAll(settled(result));
            if (missed.isEmpty()) {
                connection.releaseSavepoint(before);
                return new Applied(work, result);
            }
            connection.rollback(before);
            hopeless.addAll(pass < PASSES_WITH_HOPE ? missed : hopes.ids());
        }
    }

    private void refresh(Connection connection) throws SQLException {
        String now = store.revision(connection);
        if (!known || !now.equals(revision)) {
            index = new WaitingIndex(store.waiting(connection));
            tablesOfLoad = store.tablesOfLoad(connection);
            revision = now;
            known = true;
        }
    }

    private Map<Long, MappedChange> changes(Connection connection, List<WaitingChange> followers) throws SQLException {
        Map<Long, MappedChange> changes = new HashMap<>();
        List<Long> ids = followers.stream().map(WaitingChange::id).toList();
        store.payloads(connection, ids).forEach((id, payload) -> changes.put(id, records.change(payload)));
        return changes;
    }

    /** A version of a row settles those before it. */
    private Set<Long> settled(ApplyResult result) {
        Set<Long> ids = new HashSet<>(result.followed());
        result.followed().forEach(id -> index.before(id).forEach(one -> ids.add(one.id())));
        result.renewed().forEach(source -> index.of(source).forEach(one -> ids.add(one.id())));
        return ids;
    }

    /** Notes in the state what waits from now on, and what does not any more. */
    void store(Connection connection, Batch batch, Applied applied) throws SQLException {
        ApplyResult result = applied.result();
        Set<Long> settled = settled(result);
        long parked = result.parked().stream().filter(one -> !one.isDisplaced()).count()
                + batch.strays().size();
        if (parked > 0 && index.size() - settled.size() + parked > limit) {
            throw tooMuch(result.parked(), index.size() - settled.size() + parked);
        }
        store.park(connection, records.rows(batch, result.parked()));
        if (!settled.isEmpty()) {
            String why = "applied up to " + batch.watermark().position();
            store.settle(connection, settled, ParkedState.RESOLVED, STREAM, why);
        }
        for (Map.Entry<Long, Parked> entry : result.again().entrySet()) {
            store.parkAgain(connection, entry.getKey(), ParkedRecords.cause(entry.getValue()));
        }
        settleOfLoad(connection, batch, result);
        if (parked > 0 || !settled.isEmpty() || !result.again().isEmpty()) {
            forget();
        }
    }

    /** A row that the load could not write is whole as soon as the stream brings it. */
    private void settleOfLoad(Connection connection, Batch batch, ApplyResult result) throws SQLException {
        for (String table : List.copyOf(tablesOfLoad)) {
            Set<String> keys = batch.changes().stream()
                    .filter(change -> change.table().equals(table))
                    .map(MappedChange::key)
                    .filter(key -> result.renewed().contains(WaitingIndex.source(table, key)))
                    .collect(Collectors.toCollection(TreeSet::new));
            String why = "brought by the stream at " + batch.watermark().position();
            if (!keys.isEmpty() && store.settleOfLoad(connection, table, keys, why) > 0) {
                forget();
            }
        }
    }

    private MigrationException tooMuch(List<Parked> parked, long waiting) {
        Map<String, Long> kinds = parked.stream()
                .filter(one -> !one.isDisplaced())
                .collect(Collectors.groupingBy(
                        one -> one.sourceTable() + ": " + one.reason() + " [" + one.code() + "]",
                        Collectors.counting()));
        String most = new ArrayList<>(kinds.entrySet())
                .stream()
                        .max(Map.Entry.comparingByValue())
                        .map(kind -> "; most of the new ones are %,d of %s".formatted(kind.getValue(), kind.getKey()))
                        .orElse("");
        return new MigrationException(
                ErrorCode.PARKED_LIMIT,
                "%,d changes would be parked, parked-limit in <sink> allows %,d%s. Nothing of this transaction was applied. Mend the cause"
                                .formatted(waiting, limit, most)
                        + " or settle what waits (gangway parked list), or raise parked-limit; then start again");
    }
}
