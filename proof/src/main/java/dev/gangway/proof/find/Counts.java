package dev.gangway.proof.find;

/**
 * How many rows were looked at.
 *
 * @param source rows read from the source, or keys of a derivation
 * @param target rows that the target has
 * @param equal rows that are as they should be
 * @param rejected source rows that the plan refuses, which are not expected in the target
 */
public record Counts(long source, long target, long equal, long rejected) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(source + other.source, target + other.target, equal + other.equal, rejected + other.rejected);
    }
}
