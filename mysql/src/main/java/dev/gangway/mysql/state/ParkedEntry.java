package dev.gangway.mysql.state;

/**
 * A change that was put aside, with what has become of it, for a person. The payload is left out.
 *
 * @param run the run that parked it
 * @param attempts how often it was tried, the first time included
 * @param parkedAt the target server's time
 * @param settled who or what ended it, when and why; empty while it waits
 */
public record ParkedEntry(
        long id, ParkedChange change, ParkedState state, int attempts, String run, String parkedAt, String settled) {}
