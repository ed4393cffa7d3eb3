package dev.gangway.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.app.command.ExitCode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.Imbalance;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.ParkedKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerViewTest {
    private static final ParkedKind DISPLACED = new ParkedKind("", "parent", "TARGET_CONFLICT", 1, false, "Removed");
    private static final ParkedKind BY_LOAD = new ParkedKind("page", "page", "TARGET_REJECTED", 4, true, "Twice");
    private static final ParkedKind UNREADABLE = new ParkedKind("", "", "RECORD_UNREADABLE", 2, false, "No change");

    @Test
    void showsDisplacedRowsBesideTheBalance() {
        LedgerView ledger = view(entry(7, 0), List.of(), DISPLACED);

        assertThat(ledger.line())
                .isEqualTo(
                        "7 captured = 7 applied + 0 coalesced + 0 filtered + 0 parked; 1 row displaced by a newer row");
        assertThat(ledger.exitCode()).isEqualTo(ExitCode.PARKED);
        assertThatCode(ledger::requireBalance).doesNotThrowAnyException();
    }

    @Test
    void tellsTheStreamFromTheLoad() {
        LedgerView ledger = view(entry(7, 0), List.of(), BY_LOAD);

        assertThat(ledger.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ledger.parkedByLoad()).isEqualTo(4);
        assertThat(ledger.displaced()).isZero();
    }

    @Test
    void countsUnreadableRecords() {
        LedgerView ledger = view(entry(7, 0), List.of(), UNREADABLE);

        assertThat(ledger.line()).endsWith("0 parked; 2 unreadable records");
        assertThat(ledger.exitCode()).isEqualTo(ExitCode.PARKED);
    }

    @Test
    void ringsWhenItDoesNotBalance() {
        LedgerView ledger = view(entry(5, 1), List.of(new Imbalance("sales_flat_order", 7, 6)));

        assertThat(ledger.line())
                .startsWith("7 captured <> 5 applied")
                .endsWith("+ 1 parked; 1 of the parked settled since");
        assertThatThrownBy(ledger::requireBalance)
                .hasMessageContaining("sales_flat_order: 7 captured, 6 accounted for")
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNBALANCED));
    }

    private static LedgerEntry entry(long applied, long parked) {
        return new LedgerEntry("", 0, applied, 0, 0, parked);
    }

    private static LedgerView view(LedgerEntry outcome, List<Imbalance> imbalances, ParkedKind... kinds) {
        return new LedgerView(7, outcome, imbalances, List.of(kinds));
    }
}
