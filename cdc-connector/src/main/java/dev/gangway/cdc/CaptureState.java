package dev.gangway.cdc;

/** What the connector is doing. */
public enum CaptureState {
    STOPPED,
    STARTING,
    RUNNING,
    /** By a person: only a person resumes. */
    PAUSED,
    /** Something failed that may pass by itself; the next attempt is on its way. */
    RETRYING,
    /** Something failed that needs a person. */
    FAILED
}
