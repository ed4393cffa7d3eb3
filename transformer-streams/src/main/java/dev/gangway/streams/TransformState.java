package dev.gangway.streams;

/** What the transformer is doing. */
public enum TransformState {
    STARTING,
    RUNNING,
    /** Something is down that may come back; the transformer goes on by itself. */
    WAITING,
    STOPPED,
    /** Needs a person. */
    FAILED
}
