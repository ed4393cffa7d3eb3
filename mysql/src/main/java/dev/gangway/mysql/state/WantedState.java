package dev.gangway.mysql.state;

/** What a running stream is wanted to do. */
public enum WantedState {
    RUN,
    /** Nothing more is read from the source and nothing more is written to the target; the process stays. */
    PAUSE,
    /** The process ends after the batch in work. */
    STOP
}
