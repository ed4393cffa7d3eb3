package dev.gangway.app.run;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.BackOff;
import dev.gangway.core.retry.Bell;
import dev.gangway.core.retry.Retrying;
import dev.gangway.core.retry.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the embedded servers of a stream running: one that ended is started again with its data, with growing pauses. A broker
 * whose disk is full ends itself and its clients only see that nobody answers, so it is this watch that looks at the disk.
 * Thread-safe.
 */
final class ServerWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final BackOff BACK_OFF = BackOff.of(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    /** With less than this a broker cannot make the files of a new segment for all its partitions. */
    private static final long NEEDED_BYTES = 32L << 20;

    private final Path folder;
    private final List<Server> servers;
    private final Bell bell = new Bell();
    private final Retrying retrying;
    private final Thread thread = new Thread(this::run, "embedded-watch-1");
    private volatile @Nullable Trouble trouble;
    private volatile boolean closing;

    /** A server in a process of its own; {@code restart} keeps its data and returns when it answers. */
    record Server(String title, BooleanSupplier isRunning, Runnable restart) {}

    private ServerWatch(Path folder, List<Server> servers) {
        this.folder = folder;
        this.servers = List.copyOf(servers);
        this.retrying = Retrying.forEver(BACK_OFF, bell, () -> closing, cause -> trouble = cause);
    }

    /** Watches servers that keep their data below this folder. */
    static ServerWatch start(Path folder, List<Server> servers) {
        var watch = new ServerWatch(folder, servers);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** Why a server does not run, or will soon not. */
    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        try {
            retrying.call(this::watchUntilClosed);
        } catch (MigrationException e) {
            if (!closing) {
                trouble = Trouble.last(e, retrying.failures());
                LOGGER.atError().addKeyValue("error", e.getMessage()).log("Embedded servers are watched no more");
            }
        }
    }

    private boolean watchUntilClosed() {
        while (!closing && !Thread.currentThread().isInterrupted()) {
            look();
            bell.await(LOOK, () -> closing);
        }
        return true;
    }

    private void look() {
        requireSpace();
        for (Server server : servers) {
            if (!server.isRunning().getAsBoolean()) {
                restart(server);
            }
        }
        trouble = null;
        retrying.progressed();
    }

    private void requireSpace() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new MigrationException(
                        ErrorCode.BROKER_DISK_FULL,
                        "The disk under the embedded broker is full: %,d kB are free in %s; free space there"
                                .formatted(free / 1024, folder));
            }
        } catch (IOException e) {
            throw new MigrationException(
                    ErrorCode.BROKER_UNAVAILABLE,
                    "The folder %s of the embedded broker cannot be looked at (%s)".formatted(folder, e.getMessage()),
                    e);
        }
    }

    private void restart(Server server) {
        LOGGER.atWarn().addKeyValue("server", server.title()).log("Embedded server ended and is started again");
        String ended = "The embedded %s ended and is started again".formatted(server.title());
        trouble = Trouble.last(new MigrationException(ErrorCode.BROKER_UNAVAILABLE, ended), retrying.failures() + 1);
        try {
            server.restart().run();
        } catch (MigrationException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new MigrationException(
                    ErrorCode.BROKER_UNAVAILABLE,
                    "The embedded %s ended and cannot be started again: %s".formatted(server.title(), first),
                    e);
        }
    }

    /** Ends a start that is under way. The servers themselves are not touched. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        thread.interrupt();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
