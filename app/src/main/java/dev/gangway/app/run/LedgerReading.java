package dev.gangway.app.run;

import dev.gangway.control.pipeline.LedgerStatus;
import dev.gangway.control.pipeline.LedgerStatus.TableStatus;
import dev.gangway.control.pipeline.ParkedStatus;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.ParkedKind;
import dev.gangway.mysql.state.ParkedRows;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger per table and what is put aside, read from the target in one snapshot. Immutable.
 *
 * @param parked what nobody has settled, the most rows first
 */
record LedgerReading(LedgerStatus ledger, List<ParkedStatus> parked) {
    static final LedgerReading NONE = new LedgerReading(LedgerStatus.UNREAD, List.of());

    LedgerReading {
        parked = List.copyOf(parked);
    }

    static LedgerReading of(StateSchema state) {
        try (Connection connection = state.target().open()) {
            connection.setAutoCommit(false); // all numbers from one snapshot
            var store = new LedgerStore(state);
            Map<String, Long> captured = store.captured(connection);
            Map<String, LedgerEntry> accounted = new TreeMap<>();
            store.totals(connection).forEach(entry -> accounted.put(entry.table(), entry));
            captured.keySet().forEach(table -> accounted.putIfAbsent(table, nothing(table)));
            List<ParkedKind> kinds = new ParkedRows(state).kinds(connection);
            connection.rollback();
            return of(captured, accounted, kinds);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading the ledger");
        }
    }

    private static LedgerEntry nothing(String table) {
        return new LedgerEntry(table, 0, 0, 0, 0, 0);
    }

    private static LedgerReading of(
            Map<String, Long> captured, Map<String, LedgerEntry> accounted, List<ParkedKind> kinds) {
        var tables = new ArrayList<TableStatus>();
        accounted.forEach((table, entry) -> tables.add(table(entry, captured.getOrDefault(table, 0L))));
        List<ParkedStatus> parked = kinds.stream()
                .sorted((one, other) -> Long.compare(other.rows(), one.rows()))
                .map(LedgerReading::parked)
                .toList();
        return new LedgerReading(ledger(tables, kinds), parked);
    }

    private static LedgerStatus ledger(List<TableStatus> tables, List<ParkedKind> kinds) {
        LedgerEntry sum = StreamTotals.sum(tables.stream()
                .map(t -> new LedgerEntry("", 0, t.applied(), t.coalesced(), t.filtered(), t.parked()))
                .toList());
        long displaced = kinds.stream()
                .filter(ParkedKind::isDisplaced)
                .mapToLong(ParkedKind::rows)
                .sum();
        long gap = tables.stream().mapToLong(t -> Math.abs(t.gap())).sum();
        return new LedgerStatus(
                System.currentTimeMillis(),
                gap == 0,
                tables.stream().mapToLong(TableStatus::captured).sum(),
                sum.applied(),
                sum.coalesced(),
                sum.filtered(),
                sum.parked(),
                displaced,
                gap,
                tables);
    }

    private static TableStatus table(LedgerEntry entry, long captured) {
        long accounted = entry.applied() + entry.coalesced() + entry.filtered() + entry.parked();
        return new TableStatus(
                entry.table(),
                captured,
                entry.applied(),
                entry.coalesced(),
                entry.filtered(),
                entry.parked(),
                captured - accounted);
    }

    private static ParkedStatus parked(ParkedKind kind) {
        return new ParkedStatus(
                kind.table(),
                kind.targetTable(),
                kind.code(),
                kind.rows(),
                kind.byLoad(),
                kind.isDisplaced(),
                kind.reason());
    }

    /** Rows and changes that wait for a person. */
    long parkedRows() {
        return parked.stream().mapToLong(ParkedStatus::rows).sum();
    }
}
