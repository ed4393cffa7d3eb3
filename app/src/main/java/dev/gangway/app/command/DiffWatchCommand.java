package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway diff watch}: compares rows within a minute of their change, as long as it runs. */
@Command(
        name = "watch",
        description = "Compare rows soon after they have changed, beside a running stream, at a bounded cost.")
public final class DiffWatchCommand implements Callable<Integer> {
    private static final long FOR_EVER_DAYS = 36_500;

    private final Operation operation;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(
            names = "--per-minute",
            paramLabel = "ROWS",
            defaultValue = "3000",
            description = "At most so many rows are compared a minute (default: ${DEFAULT-VALUE}).")
    private int perMinute = 3_000;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "End after so long; 0 for not before Ctrl-C.")
    private long seconds;

    /**
     * How it is watched.
     *
     * @param perMinute most rows that are compared in a minute
     * @param time when it ends by itself
     */
    public record Request(int perMinute, Duration time) {}

    /** Watches and returns an exit code of {@link ExitCode}. */
    @FunctionalInterface
    public interface Operation {
        int run(MigrationConfig config, Request request, Console console);
    }

    public DiffWatchCommand(Operation operation, Console console) {
        this.operation = operation;
        this.console = console;
    }

    @Override
    public Integer call() {
        Duration time = seconds <= 0 ? Duration.ofDays(FOR_EVER_DAYS) : Duration.ofSeconds(seconds);
        return operation.run(file.load(console), new Request(Math.max(1, perMinute), time), console);
    }
}
