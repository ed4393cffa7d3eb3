package dev.gangway.app.command;

import java.util.Locale;

/** What a process does for a stream whose work several processes share. */
public enum StreamRole {
    /** Reads the source's changes; one process at a time, others stand by. */
    CAPTURE,
    /** Maps changes; as many processes as the topics have partitions share the work. */
    TRANSFORM,
    /** Writes the target; one process at a time, others stand by. */
    SINK,
    /** Serves console, API and metrics of the whole stream, and tells how it goes on. */
    CONTROL;

    /** As it is written on the command line and shown in a status. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether only one process at a time may have it. */
    public boolean isForOne() {
        return this == CAPTURE || this == SINK;
    }
}
