package dev.gangway.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code gangway delta --until-drained} as a user does, in a JVM of its own, and watches what its threads use. */
final class DeltaRun {
    private static final long LOOK_MS = 200;

    private final Path home;
    private final String heap;
    private final List<String> javaOptions;

    DeltaRun(Path home, String heap, List<String> javaOptions) {
        this.home = home;
        this.heap = heap;
        this.javaOptions = List.copyOf(javaOptions);
    }

    DeltaResult run(Path config, Map<String, String> variables) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(config)).redirectErrorStream(true);
        builder.environment().putAll(variables);
        TopicSizes before = TopicSizes.of(home.resolve("var/benchmark/kafka"));
        Cpu servers = Cpu.ofChildren();
        long start = System.nanoTime();
        Process process = builder.start();
        var said = new ArrayList<String>();
        Thread listener = new Thread(() -> listen(process, said), "benchmark-said");
        listener.start();
        var threads = new ThreadTimes(process.pid());
        var brokers = new Descendants(process.toHandle());
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            threads.look();
            brokers.look();
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        listener.join();
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    "gangway delta ended with " + process.exitValue() + ":\n" + String.join("\n", said));
        }
        TopicSizes written = TopicSizes.of(home.resolve("var/benchmark/kafka")).since(before);
        // The stream itself has ended, so that the children are the servers alone.
        return new DeltaResult(
                took, threads.groups(), brokers.used(), Cpu.ofChildren().since(servers), written, ledger(said));
    }

    private static String ledger(List<String> said) {
        return said.stream().filter(line -> line.contains("captured")).reduce("", (first, second) -> second);
    }

    private List<String> command(Path config) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("@" + home.resolve("etc/java/stream.options"));
        command.add("-Dgangway.home=" + home);
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.gangway.app.Main", "delta"));
        command.addAll(List.of("--until-drained", "--auto", "--config", config.toString()));
        return command;
    }

    private static void listen(Process process, List<String> said) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(said::add);
        } catch (IOException e) {
            said.add(e.toString());
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
