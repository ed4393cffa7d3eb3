package dev.gangway.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.benchmarks.LoadResult.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a mode of the product as a user does, in a JVM of its own with a heap of its own, and listens to its events. */
final class LoadRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final String heap;
    private final List<String> javaOptions;

    LoadRun(Path home, String heap, List<String> javaOptions) {
        this.home = home;
        this.heap = heap;
        this.javaOptions = List.copyOf(javaOptions);
    }

    /** Loads the sample shop as it is, for what comes after a load; returns what the configuration asks the environment for. */
    static Map<String, String> ofSample(SampleServers servers, Path home, Path config) throws Exception {
        servers.createShop(1);
        servers.createTarget();
        Map<String, String> variables = servers.variables(2);
        var loads = new LoadRun(home, "512m", List.of());
        loads.run("settings", config, variables, true);
        loads.run("data", config, variables, false);
        return variables;
    }

    LoadResult run(String mode, Path config, Map<String, String> variables, boolean reset)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(mode, config, reset)).redirectError(ProcessBuilder.Redirect.PIPE);
        builder.environment().putAll(variables);
        Cpu cpu = Cpu.ofChildren();
        long start = System.nanoTime();
        Process process = builder.start();
        var said = new AtomicReference<>("");
        Thread listener = new Thread(() -> said.set(tail(process)), "benchmark-said");
        listener.start();
        List<Event> events = events(process, start);
        int code = process.waitFor();
        var took = Duration.ofNanos(System.nanoTime() - start);
        listener.join();
        if (code != 0 || events.isEmpty()) {
            throw new IllegalStateException("gangway " + mode + " ended with " + code + ":\n" + said.get());
        }
        return LoadResult.of(events, took, Cpu.ofChildren().since(cpu));
    }

    private List<String> command(String mode, Path config, boolean reset) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("@" + home.resolve("etc/java/load.options"));
        command.add("-Dgangway.home=" + home);
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.gangway.app.Main", mode));
        command.addAll(List.of("--json", "--auto", "--config", config.toString()));
        if (reset) {
            command.addAll(List.of("--reset", "--yes"));
        }
        return command;
    }

    private static List<Event> events(Process process, long start) throws IOException {
        var events = new ArrayList<Event>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) { // a JVM with further options may speak too
                    events.add(new Event(System.nanoTime() - start, JSON.readTree(line)));
                }
            }
        }
        return events;
    }

    /** The last of what the load said to people, for the case that it fails. */
    private static String tail(Process process) {
        var last = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last.add(line);
                if (last.size() > 40) {
                    last.remove(0);
                }
            }
        } catch (IOException e) {
            last.add(e.toString());
        }
        return String.join("\n", last);
    }
}
