package dev.gangway.sink;

/** What the sink is doing. */
public enum SinkState {
    STARTING,
    RUNNING,
    /** Something is down that may come back; the sink goes on by itself. */
    WAITING,
    STOPPED,
    /** Needs a person. */
    FAILED
}
