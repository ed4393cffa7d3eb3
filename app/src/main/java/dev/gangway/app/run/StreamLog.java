package dev.gangway.app.run;

import dev.gangway.control.pipeline.PipelineStatus.LogEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last things that happened to a stream, for those who look at it later. Thread-safe. */
final class StreamLog {
    /** Who does what nobody asked for. */
    static final String PROGRAM = "gangway";

    private static final int KEPT = 40;

    private final Deque<LogEntry> entries = new ArrayDeque<>();

    synchronized void add(String who, String what) {
        entries.addFirst(new LogEntry(System.currentTimeMillis(), who, what));
        if (entries.size() > KEPT) {
            entries.removeLast();
        }
    }

    /** The newest first. */
    synchronized List<LogEntry> entries() {
        return new ArrayList<>(entries);
    }
}
