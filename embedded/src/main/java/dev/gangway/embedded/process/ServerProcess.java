package dev.gangway.embedded.process;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One running server: unaffected by the terminal's Ctrl-C (the JVM stops it in its own order), quoted with the end of its
 * log when it dies early, and gone when this JVM is gone. Thread-safe.
 */
public final class ServerProcess {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 12;
    /** SIGINT and SIGHUP go to the terminal's whole group; ignored signals stay ignored over exec. */
    private static final String SHIELD = "trap '' INT HUP; exec \"$@\"";

    private final ServerCommand command;
    private final Process process;

    private ServerProcess(ServerCommand command, Process process) {
        this.command = command;
        this.process = process;
    }

    /** Starts the server and returns at once. */
    public static ServerProcess start(ServerCommand command) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SHIELD, "gangway-server"));
        words.addAll(command.words());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(command.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(command.output().toFile()));
        Command.applyEnvironment(builder, command.environment());
        try {
            ServerProcess server = new ServerProcess(command, builder.start());
            ProcessGuard.add(server);
            return server;
        } catch (IOException e) {
            throw new MigrationException(
                    ErrorCode.SERVER_START_FAILED, command.title() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the check passes. A server that dies or exceeds the limit is killed and reported as
     * {@link ErrorCode#SERVER_START_FAILED} with the end of its logs.
     */
    public void awaitReady(BooleanSupplier isReady, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isReady.getAsBoolean()) {
            if (awaitExit(POLL_INTERVAL)) {
                throw failure("ended with exit code " + process.exitValue() + " while starting");
            }
            if (System.nanoTime() > end) {
                kill();
                throw failure("did not answer within " + limit.toSeconds() + " s");
            }
        }
    }

    /** Asks the server to stop, and kills it when it has not within the limit. Does nothing to a server that ended before. */
    public void stop(Duration limit) {
        process.destroy();
        if (awaitExit(limit)) {
            ProcessGuard.remove(this);
        } else {
            kill();
        }
    }

    /** Kills the server as with {@code kill -9} and waits until it is gone. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitDeath();
        ProcessGuard.remove(this);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Not cut short by an interruption, which may be the very reason for the kill; the flag is restored. */
    private void awaitDeath() {
        boolean isInterrupted = Thread.interrupted();
        long end = System.nanoTime() + KILL_LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitExit(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while waiting for " + command.title(), e);
        }
    }

    private MigrationException failure(String how) {
        ProcessGuard.remove(this);
        String log = LogTail.of(command.logs(), TAIL_LINES);
        return new MigrationException(
                ErrorCode.SERVER_START_FAILED,
                command.title() + " " + how + ". End of its log in " + command.folder() + ":" + System.lineSeparator()
                        + (log.isBlank() ? "(empty)" : log));
    }
}
