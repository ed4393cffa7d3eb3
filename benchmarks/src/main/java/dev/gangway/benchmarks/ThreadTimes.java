package dev.gangway.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The processor time of a JVM's threads, its own included (collector, compiler), as Linux counts it: nothing runs inside the JVM
 * that is measured. What a thread uses after the last look at it is missing.
 */
final class ThreadTimes {
    private static final long TICK_MS = 10;
    private static final int USER_TIME = 11; // fields behind the name, which stands in brackets
    private static final int SYSTEM_TIME = 12;

    private final Path tasks;
    private final Map<String, Thread> threads = new HashMap<>();

    ThreadTimes(long process) {
        this.tasks = Path.of("/proc", String.valueOf(process), "task");
    }

    private record Thread(String name, Duration used) {}

    /** Threads and process may end at any moment. */
    void look() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (Path task : all) {
                look(task);
            }
        } catch (IOException e) {
            return;
        }
    }

    private void look(Path task) {
        try {
            String text = Files.readString(task.resolve("stat"));
            int end = text.lastIndexOf(')');
            String[] fields = text.substring(end + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
            String name = text.substring(text.indexOf('(') + 1, end);
            threads.put(task.getFileName().toString(), new Thread(name, Duration.ofMillis(ticks * TICK_MS)));
        } catch (IOException e) {
            return;
        }
    }

    /** Processor time by what the threads do. */
    Map<ThreadGroup, Duration> groups() {
        var groups = new TreeMap<ThreadGroup, Duration>();
        threads.values().forEach(thread -> groups.merge(ThreadGroup.of(thread.name()), thread.used(), Duration::plus));
        return groups;
    }
}
