package dev.gangway.app.run;

import dev.gangway.mysql.state.LedgerEntry;
import java.util.List;

/** Sums over the ledger. */
final class StreamTotals {
    private StreamTotals() {}

    /** One entry for all tables. */
    static LedgerEntry sum(List<LedgerEntry> entries) {
        long applied = 0;
        long coalesced = 0;
        long filtered = 0;
        long parked = 0;
        for (LedgerEntry entry : entries) {
            applied += entry.applied();
            coalesced += entry.coalesced();
            filtered += entry.filtered();
            parked += entry.parked();
        }
        return new LedgerEntry("", 0, applied, coalesced, filtered, parked);
    }
}
