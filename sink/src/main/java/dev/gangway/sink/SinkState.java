package dev.gangway.sink;

/** What the sink is doing. */
public enum SinkState {
    STARTING,
    RUNNING,
    /** Something is down that may come back; the sink goes on by itself. */
    WAITING,
    /** Wanted by somebody: nothing is written until it is resumed. */
    PAUSED,
    STOPPED,
    /** Needs a person. */
    FAILED
}
