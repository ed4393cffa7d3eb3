package dev.gangway.mysql.state;

/** How much a reset undoes. */
public enum ResetScope {
    /** The data mode and the stream; what the settings mode did stays. */
    DATA,
    /** Everything. */
    ALL;

    /** The scope that covers both. */
    public ResetScope and(ResetScope other) {
        return this == ALL ? this : other;
    }
}
