package dev.gangway.embedded.process;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a short-lived program with a time limit and keeps what it printed. Immutable; each run is independent. */
public final class Command {
    private static final int TAIL_LINES = 15;

    /** How a run ended: the exit code (null when the time limit ended it) and everything printed. */
    public record Result(@Nullable Integer exitCode, String output) {
        public boolean isSuccess() {
            return exitCode != null && exitCode == 0;
        }

        /** The last lines of the output, and how the program ended, for messages. */
        public String summary() {
            String end = exitCode == null ? "still ran at its time limit" : "exit code " + exitCode;
            return end + ": " + LogTail.lastLines(output, TAIL_LINES);
        }
    }

    private final List<String> words;
    private final Path folder;
    private final Map<String, String> environment;
    private final @Nullable Path input;

    private Command(List<String> words, Path folder, Map<String, String> environment, @Nullable Path input) {
        this.words = List.copyOf(words);
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    /** A program with its arguments, to run in a folder that exists. */
    public static Command of(Path folder, List<String> words) {
        return new Command(words, folder, Map.of(), null);
    }

    public static Command of(Path folder, String... words) {
        return of(folder, List.of(words));
    }

    /** The same command with an environment variable set, or removed when the value is empty. */
    public Command withEnvironment(String name, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(name, value);
        return new Command(words, folder, changed, input);
    }

    /** The same command reading its standard input from a file. */
    public Command withInput(Path file) {
        return new Command(words, folder, environment, file);
    }

    /** Runs to the end, or to the limit: then the program and what it started are killed. A program that cannot start gives exit code 127. */
    public Result run(Duration limit) {
        Path output = createOutputFile();
        try {
            Process process = start(output);
            boolean ended = awaitEnd(process, limit);
            return new Result(ended ? process.exitValue() : null, LogTail.read(output));
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        } finally {
            Folders.delete(output);
        }
    }

    private Process start(Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(input == null ? Path.of("/dev/null").toFile() : input.toFile());
        applyEnvironment(builder, environment);
        return builder.start();
    }

    private boolean awaitEnd(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while " + words.get(0) + " ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Path createOutputFile() {
        try {
            return Files.createTempFile("gangway-command-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void applyEnvironment(ProcessBuilder builder, Map<String, String> changes) {
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
    }
}
