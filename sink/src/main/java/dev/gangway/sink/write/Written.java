package dev.gangway.sink.write;

/**
 * Changes of a batch by outcome.
 *
 * @param displaced rows of the target that gave way to newer ones; not changes, so no part of the total
 */
public record Written(long applied, long coalesced, long filtered, long parked, long displaced) {

    public static final Written NOTHING = new Written(0, 0, 0, 0, 0);

    public Written plus(Written other) {
        return new Written(
                applied + other.applied,
                coalesced + other.coalesced,
                filtered + other.filtered,
                parked + other.parked,
                displaced + other.displaced);
    }

    /** Changes that are accounted for. */
    public long total() {
        return applied + coalesced + filtered + parked;
    }
}
