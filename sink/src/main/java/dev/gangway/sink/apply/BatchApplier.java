package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Clear;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Applies changes, given in position order, inside the caller's transaction: only the last write of each target row is
 * written, parents before children, children's deletes before their parents'. Cascades and clears are barriers for the
 * tables they touch. Afterwards the target is as if the changes had been applied one by one. One thread at a time; an
 * {@link SQLException} leaves the transaction to be rolled back.
 */
public final class BatchApplier {
    private final Schema tables;
    private final TableOrder order;
    private final RowNames names;
    private final TableFlush flush;
    private final Map<String, TargetLayout> layouts = new HashMap<>();
    private final Map<String, TableBuffer> buffers = new HashMap<>();
    private Causality causality;

    /** @param tables all tables that can be written, shadow tables among them */
    public BatchApplier(Schema tables) {
        this.tables = tables;
        this.order = new TableOrder(tables);
        this.names = new RowNames(tables);
        this.causality = Causality.none(names);
        this.flush = new TableFlush(names);
        tables.tables().stream()
                .filter(t -> !t.view())
                .forEach(t -> layouts.put(t.name(), new TargetLayout(Layout.of(t))));
    }

    /** Applies changes while nothing waits. */
    ApplyResult apply(TargetAccess target, List<MappedChange> changes) throws SQLException {
        return apply(target, Work.of(changes));
    }

    /** Applies all changes; what could not be written, or has to wait for something that waits, is parked and counted. */
    public ApplyResult apply(TargetAccess target, Work work) throws SQLException {
        buffers.clear();
        flush.takeParkedHolders();
        causality = new Causality(names, work.blocking());
        var outcomes = new ArrayList<ChangeOutcome>(work.changes().size());
        for (MappedChange change : work.changes()) {
            var outcome = new ChangeOutcome(change);
            outcomes.add(outcome);
            take(target, outcome);
        }
        flush(target, buffers.keySet());
        return new Outcomes(outcomes, work.waited()).result(flush.takeParkedHolders());
    }

    private void take(TargetAccess target, ChangeOutcome outcome) throws SQLException {
        MappedChange change = outcome.change();
        MappedChange.Rejection rejection = change.rejection();
        if (rejection != null) {
            park(outcome, "", rejection.code(), rejection.reason(), "");
            return;
        }
        String blocker = causality.blocker(change);
        if (blocker != null) {
            join(outcome, change.operations().get(0).table(), blocker);
            return;
        }
        for (TargetOperation operation : change.operations()) {
            take(target, outcome, operation);
        }
    }

    private void join(ChangeOutcome outcome, String table, String blocker) {
        park(outcome, table, ErrorCode.JOINED.name(), "Waits for " + blocker + ", which is parked", blocker);
    }

    private void park(ChangeOutcome outcome, String table, String code, String reason, String waitsFor) {
        MappedChange change = outcome.change();
        List<String> rows = causality.add(change);
        outcome.park(new Parked(change.table(), table, change.key(), change.position(), code, reason, rows, waitsFor));
    }

    private void take(TargetAccess target, ChangeOutcome change, TargetOperation operation) throws SQLException {
        if (operation instanceof Upsert upsert) {
            put(
                    target,
                    upsert.table(),
                    change,
                    layout -> PendingWrite.upsert(change, layout.fields(upsert.key()), layout.row(upsert.row())));
        } else if (operation instanceof Delete delete) {
            put(target, delete.table(), change, layout -> {
                Row key = layout.row(delete.key());
                return PendingWrite.delete(change, RowKey.ofSetFields(key).fields(), key);
            });
        } else if (operation instanceof Cascade cascade) {
            flush(target, CascadeWriter.tables(cascade));
            target.cascade(cascade);
        } else if (operation instanceof Clear clear) {
            clear(target, clear.table());
        }
    }

    private void put(
            TargetAccess target, String table, ChangeOutcome outcome, Function<TargetLayout, PendingWrite> makeWrite)
            throws SQLException {
        TargetLayout layout = layouts.get(table);
        if (layout == null) {
            String code = ErrorCode.TARGET_TABLE_MISSING.name();
            park(outcome, table, code, "The target has no table " + table, "");
            return;
        }
        PendingWrite write = makeWrite.apply(layout);
        TableBuffer buffer = buffer(table);
        if (buffer.isForeign(write)) {
            flush(target, List.of(table));
        }
        buffer.put(write);
    }

    private TableBuffer buffer(String table) {
        return buffers.computeIfAbsent(table, t -> new TableBuffer());
    }

    private void clear(TargetAccess target, String table) throws SQLException {
        buffer(table).supersedeAll();
        Table known = tables.table(table).orElse(null);
        if (known != null) {
            target.clear(known);
        }
    }

    private void flush(TargetAccess target, Collection<String> tables) throws SQLException {
        List<String> parentsFirst = List.copyOf(tables).stream()
                .filter(t -> !buffer(t).isEmpty())
                .sorted(order)
                .toList();
        for (int i = parentsFirst.size() - 1; i >= 0; i--) {
            write(target, parentsFirst.get(i), true);
        }
        for (String table : parentsFirst) {
            write(target, table, false);
            buffer(table).drain();
        }
    }

    private void write(TargetAccess target, String name, boolean deletes) throws SQLException {
        Table table = tables.table(name).orElseThrow();
        TableBuffer buffer = buffer(name);
        List<PendingWrite> parked = deletes
                ? flush.delete(target, table, buffer.deletes())
                : flush.upsert(target, table, notParked(buffer.upserts()));
        for (PendingWrite write : parked) {
            causality.add(write.change().change());
            parkDependants(table, write);
        }
    }

    private static List<PendingWrite> notParked(List<PendingWrite> writes) {
        return writes.stream().filter(write -> write.change().parked() == null).toList();
    }

    /** Rows of the batch that refer to a parked row would be orphans: they wait with it. */
    private void parkDependants(Table parent, PendingWrite parked) {
        if (parked.isDelete()) {
            return;
        }
        buffers.forEach((name, buffer) -> tables.table(name).ifPresent(child -> {
            for (ForeignKey key : child.foreignKeys()) {
                if (key.referencedTable().equals(parent.name()) && !child.name().equals(parent.name())) {
                    buffer.upserts().stream()
                            .filter(write -> refersTo(write.row(), key, parked.row()))
                            .forEach(write -> parkDependant(write, child, parent, parked));
                }
            }
        }));
    }

    private static boolean refersTo(Row child, ForeignKey key, Row parent) {
        for (int i = 0; i < key.columns().size(); i++) {
            Object value = RowKey.comparable(child.get(key.columns().get(i)));
            Object referenced =
                    RowKey.comparable(parent.get(key.referencedColumns().get(i)));
            if (value == null || !Objects.equals(value, referenced)) {
                return false;
            }
        }
        return true;
    }

    private void parkDependant(PendingWrite write, Table child, Table parent, PendingWrite cause) {
        if (write.change().parked() != null) {
            return;
        }
        join(write.change(), child.name(), parent.name() + " " + cause.key().text());
        parkDependants(child, write);
    }
}
