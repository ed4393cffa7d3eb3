package dev.gangway.mysql.state;

/** What has become of a change that was put aside. */
public enum ParkedState {
    /** It waits for a person. */
    PARKED,
    /** It waits behind another one, and follows it by itself. */
    JOINED,
    /** A person asked for its row to be read anew; it waits until that arrives. */
    RETRIED,
    /** A person gave it up. */
    DROPPED,
    /** The target has the row as the source has it, or one newer than the change. */
    RESOLVED;

    /** Nothing comes after it. */
    public boolean isSettled() {
        return this == DROPPED || this == RESOLVED;
    }
}
