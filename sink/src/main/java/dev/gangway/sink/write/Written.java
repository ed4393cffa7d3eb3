package dev.gangway.sink.write;

/** Changes of a batch by outcome. */
public record Written(long applied, long coalesced, long filtered, long parked) {

    public static final Written NOTHING = new Written(0, 0, 0, 0);

    public Written plus(Written other) {
        return new Written(
                applied + other.applied, coalesced + other.coalesced, filtered + other.filtered, parked + other.parked);
    }

    public long total() {
        return applied + coalesced + filtered + parked;
    }
}
