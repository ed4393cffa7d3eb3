package dev.gangway.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the delta mode took.
 *
 * @param took from the start of the process to its end
 * @param threads processor time of its JVM by what the threads do
 * @param broker processor time of its embedded broker and registry
 * @param servers processor time of both database servers meanwhile
 * @param ledger what it said at its end
 */
record DeltaResult(
        Duration took,
        Map<ThreadGroup, Duration> threads,
        Duration broker,
        Duration servers,
        TopicSizes topics,
        String ledger) {

    DeltaResult {
        threads = Map.copyOf(threads);
    }

    /** Processor time of the JVM. */
    Duration own() {
        return threads.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** Per change, also without what a run with nothing to do takes. */
    String text(long changes, DeltaResult idle) {
        var out = new StringBuilder();
        out.append(ledger.strip()).append(System.lineSeparator());
        out.append(line(
                "catch-up %.1f s by the clock = %,.0f changes/s; without start and end %.1f s%n",
                seconds(took), changes / seconds(took), seconds(took.minus(idle.took()))));
        out.append(line("%-34s %9s %14s %20s%n", "processor time", "s", "ms per change", "without start, end"));
        for (ThreadGroup group : ThreadGroup.values()) {
            out.append(row(group.title(), threads.get(group), idle.threads().get(group), changes));
        }
        out.append(row("the stream's JVM", own(), idle.own(), changes));
        out.append(row("broker and registry", broker, idle.broker(), changes));
        out.append(row("source's and target's server", servers, idle.servers(), changes));
        topics.bytes()
                .forEach((kind, bytes) -> out.append(
                        line("topics %-12s %,12d bytes = %,.0f per change%n", kind, bytes, (double) bytes / changes)));
        return out.toString();
    }

    /** Per change, start and end included. */
    String text(long changes) {
        return text(changes, new DeltaResult(Duration.ZERO, Map.of(), Duration.ZERO, Duration.ZERO, topics, ledger));
    }

    private static String row(String title, @Nullable Duration used, @Nullable Duration idle, long changes) {
        double all = used == null ? 0 : seconds(used);
        double without = all - (idle == null ? 0 : seconds(idle));
        return line("  %-32s %9.1f %14.4f %20.4f%n", title, all, 1e3 * all / changes, 1e3 * without / changes);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
