package dev.gangway.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code gangway delta} as a user does, in a JVM of its own. */
final class DeltaRun {
    private final Path home;
    private final String heap;
    private final List<String> javaOptions;

    DeltaRun(Path home, String heap, List<String> javaOptions) {
        this.home = home;
        this.heap = heap;
        this.javaOptions = List.copyOf(javaOptions);
    }

    /** Until source and target are level. */
    DeltaResult run(Path config, Map<String, String> variables) throws IOException, InterruptedException {
        return start(config, variables, true).result();
    }

    /** Until {@link LiveDelta#stop}. */
    LiveDelta start(Path config, Map<String, String> variables) throws IOException {
        return start(config, variables, false);
    }

    private LiveDelta start(Path config, Map<String, String> variables, boolean untilDrained) throws IOException {
        var builder = new ProcessBuilder(command(config, untilDrained)).redirectErrorStream(true);
        builder.environment().putAll(variables);
        return new LiveDelta(builder, home.resolve("var/benchmark/kafka"));
    }

    private List<String> command(Path config, boolean untilDrained) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("@" + home.resolve("etc/java/stream.options"));
        command.add("-Dgangway.home=" + home);
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.gangway.app.Main", "delta"));
        if (untilDrained) {
            command.add("--until-drained");
        }
        command.addAll(List.of("--auto", "--config", config.toString()));
        return command;
    }
}
