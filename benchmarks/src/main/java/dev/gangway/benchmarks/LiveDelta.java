package dev.gangway.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@code gangway delta} in a JVM of its own while it runs, and what its threads use meanwhile. */
final class LiveDelta {
    private static final long LOOK_MS = 200;
    private static final int TERMINATED = 128 + 15;

    private final long start = System.nanoTime();
    private final Path topics;
    private final TopicSizes before;
    private final Cpu servers = Cpu.ofChildren();
    private final Process process;
    private final List<String> said = new ArrayList<>();
    private final Thread listener;
    private final Thread watcher;
    private final ThreadTimes threads;
    private final Descendants brokers;

    LiveDelta(ProcessBuilder builder, Path topics) throws IOException {
        this.topics = topics;
        this.before = TopicSizes.of(topics);
        this.process = builder.start();
        this.threads = new ThreadTimes(process.pid());
        this.brokers = new Descendants(process.toHandle());
        this.listener = started("benchmark-said", this::listen);
        this.watcher = started("benchmark-watch", this::watch);
    }

    private static Thread started(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Since its start. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** As Ctrl-C does. */
    void stop() {
        process.destroy();
    }

    /** Waits for its end. */
    DeltaResult result() throws InterruptedException {
        int code = process.waitFor();
        Duration took = age();
        watcher.join();
        listener.join();
        if (code != 0 && code != TERMINATED) {
            throw new IllegalStateException("gangway delta ended with " + code + ":\n" + String.join("\n", said));
        }
        TopicSizes written = TopicSizes.of(topics).since(before);
        // The stream itself has ended, so that the children are the servers alone.
        return new DeltaResult(
                took, threads.groups(), brokers.used(), Cpu.ofChildren().since(servers), written, ledger());
    }

    private String ledger() {
        return said.stream().filter(line -> line.contains("captured")).reduce("", (first, second) -> second);
    }

    private void watch() {
        try {
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                threads.look();
                brokers.look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add(e.toString()); // the stream was stopped
        }
    }

    /** Processor time of the broker and the registry, which the stream starts and ends. */
    private static final class Descendants {
        private final ProcessHandle stream;
        private final Map<Long, Duration> used = new HashMap<>();

        Descendants(ProcessHandle stream) {
            this.stream = stream;
        }

        void look() {
            stream.descendants()
                    .forEach(child -> child.info().totalCpuDuration().ifPresent(time -> used.put(child.pid(), time)));
        }

        Duration used() {
            return used.values().stream().reduce(Duration.ZERO, Duration::plus);
        }
    }
}
