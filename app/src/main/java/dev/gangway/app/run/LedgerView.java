package dev.gangway.app.run;

import dev.gangway.app.command.ExitCode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.Imbalance;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.ParkedKind;
import dev.gangway.mysql.state.ParkedRows;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The ledger as it stands in the target at one moment, with all that is put aside. Immutable.
 *
 * @param captured changes that capture says it has sent, up to the target's watermark
 * @param outcome what became of them, summed over all tables
 * @param imbalances tables of which the two differ: none, unless the program is wrong or somebody changed the state
 * @param kinds rows put aside that nobody has settled, by the load and by the stream
 */
public record LedgerView(long captured, LedgerEntry outcome, List<Imbalance> imbalances, List<ParkedKind> kinds) {

    public LedgerView {
        imbalances = List.copyOf(imbalances);
        kinds = List.copyOf(kinds);
    }

    /** Reads it. */
    public static LedgerView read(StateSchema state) {
        try (Connection connection = state.target().open()) {
            connection.setAutoCommit(false); // all numbers from one snapshot
            return read(connection, state);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading the ledger");
        }
    }

    private static LedgerView read(Connection connection, StateSchema state) throws SQLException {
        var ledger = new LedgerStore(state);
        long captured = ledger.captured(connection).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        LedgerEntry sum = StreamTotals.sum(ledger.totals(connection));
        List<Imbalance> imbalances = ledger.imbalances(connection);
        List<ParkedKind> kinds = new ParkedRows(state).kinds(connection);
        connection.rollback();
        return new LedgerView(captured, sum, imbalances, kinds);
    }

    /** Rows that gave way to newer ones: they are in no column of the ledger, because no change of theirs was refused. */
    public long displaced() {
        return count(ParkedKind::isDisplaced);
    }

    /** Changes that the stream has put aside and that still wait; the ledger counts those that are settled too. */
    public long waiting() {
        return count(
                kind -> !kind.byLoad() && !kind.isDisplaced() && !kind.place().isEmpty());
    }

    /** Records of the topics that say neither table nor position, so that no column of the ledger can hold them. */
    public long unreadable() {
        return count(kind -> kind.place().isEmpty());
    }

    public long parkedByLoad() {
        return count(ParkedKind::byLoad);
    }

    private long count(Predicate<ParkedKind> wanted) {
        return kinds.stream().filter(wanted).mapToLong(ParkedKind::rows).sum();
    }

    public boolean isBalanced() {
        return imbalances.isEmpty();
    }

    /** For example {@code 7 captured = 7 applied + 0 coalesced + 0 filtered + 0 parked; 1 row displaced by a newer row}. */
    public String line() {
        String balance = "%,d captured %s %,d applied + %,d coalesced + %,d filtered + %,d parked"
                .formatted(
                        captured,
                        isBalanced() ? "=" : "<>",
                        outcome.applied(),
                        outcome.coalesced(),
                        outcome.filtered(),
                        outcome.parked());
        long displaced = displaced();
        String aside = displaced == 0
                ? ""
                : displaced == 1
                        ? "; 1 row displaced by a newer row"
                        : "; %,d rows displaced by newer rows".formatted(displaced);
        long settled = Math.max(0, outcome.parked() - waiting());
        String since = settled == 0 ? "" : "; %,d of the parked settled since".formatted(settled);
        return balance + since + aside + (unreadable() == 0 ? "" : "; %,d unreadable records".formatted(unreadable()));
    }

    /** Whether the stream has put something aside that needs a person. */
    boolean hasParkedByStream() {
        return waiting() > 0 || displaced() > 0 || unreadable() > 0;
    }

    /** What a stream ends with that has this ledger. */
    int exitCode() {
        return hasParkedByStream() ? ExitCode.PARKED : ExitCode.DONE;
    }

    /** The imbalance in one sentence. */
    public String alarm() {
        return "The ledger does not balance, so changes may be lost or doubled: "
                + imbalances.stream().map(Imbalance::toString).collect(Collectors.joining("; "))
                + ". Stop, keep state and topics as they are, and report it with these numbers";
    }

    /**
     * Checks that every captured change is accounted for exactly once.
     *
     * @throws MigrationException LEDGER_UNBALANCED naming the tables
     */
    void requireBalance() {
        if (!isBalanced()) {
            throw new MigrationException(ErrorCode.LEDGER_UNBALANCED, alarm());
        }
    }
}
