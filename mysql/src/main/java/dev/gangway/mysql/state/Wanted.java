package dev.gangway.mysql.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the stream is wanted to do, by whom and why.
 *
 * @param cause {@link WantedStateStore#PERSON}, or the part of the program that wants it; empty when nobody wants anything but to run
 * @param reason in words, for a person; may be empty
 * @param since when it was first wanted; {@link Instant#EPOCH} when it was never anything else
 */
public record Wanted(WantedState state, String cause, String reason, Instant since) {
    /** Nobody wants anything else. */
    public static final Wanted RUN = new Wanted(WantedState.RUN, "", "", Instant.EPOCH);

    public boolean isByPerson() {
        return cause.equals(WantedStateStore.PERSON);
    }

    /** For example {@code paused by a person since 2026-11-29T22:10:05Z: index is being built}. */
    public String text() {
        if (state == WantedState.RUN) {
            return "running";
        }
        String who = isByPerson() ? "a person" : cause;
        String what = state == WantedState.PAUSE ? "paused" : "stopped";
        return what + " by " + who + " since " + since.truncatedTo(ChronoUnit.SECONDS)
                + (reason.isEmpty() ? "" : ": " + reason);
    }
}
