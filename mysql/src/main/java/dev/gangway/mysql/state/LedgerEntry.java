package dev.gangway.mysql.state;

/** How many changes of a source table, of one minute since 1970 (by capture time), ended in which way. */
public record LedgerEntry(String table, long minute, long applied, long coalesced, long filtered, long parked) {

    public long total() {
        return applied + coalesced + filtered + parked;
    }
}
