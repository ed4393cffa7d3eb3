package dev.gangway.embedded.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server in a child process over all its restarts: what every embedded server does alike. Restarting keeps port and data,
 * since both are in the command. Thread-safe.
 */
public final class ChildServer implements ServerControl {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChildServer.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    /** Within which a server stops that has nothing special to do at its end. */
    public static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final ServerCommand command;
    private final BooleanSupplier isReady;
    private final Duration stopLimit;
    private @Nullable ServerProcess process;

    /** A server that is not running yet; the check tells whether it answers. */
    public ChildServer(ServerCommand command, BooleanSupplier isReady) {
        this(command, isReady, STOP_LIMIT);
    }

    /** One that may take longer to stop. */
    public ChildServer(ServerCommand command, BooleanSupplier isReady, Duration stopLimit) {
        this.command = command;
        this.isReady = isReady;
        this.stopLimit = stopLimit;
    }

    @Override
    public synchronized void restart() {
        stop();
        long start = System.nanoTime();
        ServerProcess started = ServerProcess.start(command);
        process = started;
        started.awaitReady(isReady, START_LIMIT);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        LOGGER.atDebug()
                .addKeyValue("server", command.title())
                .addKeyValue("durationMs", took.toMillis())
                .log("Server started");
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** Stops the server in an orderly way, or kills it when that takes too long. Its folder stays. */
    @Override
    public synchronized void stop() {
        if (process != null) {
            process.stop(stopLimit);
            process = null;
        }
    }

    /** Ends the server and deletes its folder; it is not given the seconds it would need to save what is thrown away. */
    @Override
    public synchronized void discard() {
        kill();
        Folders.delete(command.folder());
    }
}
