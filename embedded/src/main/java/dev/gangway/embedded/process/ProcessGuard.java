package dev.gangway.embedded.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no server outlives this JVM, however the JVM ends.
 *
 * <ol>
 *   <li>At an orderly exit or Ctrl-C a shutdown hook first runs the actions given to {@link #beforeShutdown}, then kills all
 *       servers and deletes their temporary folders.
 *   <li>When the JVM is killed, a small shell that reads a pipe from it sees the pipe close and does the same, with ten
 *       seconds for a clean stop.
 * </ol>
 *
 * <p>Thread-safe; one instance per JVM.
 */
public final class ProcessGuard {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessGuard.class);
    private static final ProcessGuard INSTANCE = new ProcessGuard();

    private final Set<ServerProcess> processes = ConcurrentHashMap.newKeySet();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<Runnable> actions = new CopyOnWriteArrayList<>();
    private @Nullable OutputStream pipe;

    private ProcessGuard() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "embedded-shutdown-0"));
    }

    /**
     * Runs an action at JVM shutdown before servers are killed: the place to stop what still uses them. Actions run in order.
     *
     * @return what forgets the action when closed
     */
    public static AutoCloseable beforeShutdown(Runnable action) {
        INSTANCE.actions.add(action);
        return () -> INSTANCE.actions.remove(action);
    }

    /** Has a folder deleted when the JVM ends, after the servers in it were stopped. */
    public static void deleteAtExit(Path folder) {
        INSTANCE.folders.add(folder);
        INSTANCE.tell("dir " + folder);
    }

    static void add(ServerProcess process) {
        INSTANCE.processes.add(process);
        INSTANCE.tell("add " + process.pid());
    }

    static void remove(ServerProcess process) {
        if (INSTANCE.processes.remove(process)) {
            INSTANCE.tell("del " + process.pid());
        }
    }

    private void shutDown() {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOGGER.atWarn().setCause(e).log("Stopping the users of embedded servers failed");
            }
        }
        processes.forEach(ServerProcess::kill);
        folders.forEach(ProcessGuard::deleteQuietly);
    }

    private static void deleteQuietly(Path folder) {
        try {
            Folders.delete(folder);
        } catch (UncheckedIOException e) {
            LOGGER.atWarn().addKeyValue("folder", folder).setCause(e).log("Temporary folder not deleted");
        }
    }

    /** Starts the shell first if need be: a JVM that starts no server has none. */
    private synchronized void tell(String line) {
        OutputStream shell = pipe == null ? startShell() : pipe;
        pipe = shell;
        try {
            shell.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            shell.flush();
        } catch (IOException e) {
            LOGGER.atWarn().setCause(e).log("Guard of the embedded servers is gone; servers may outlive a killed JVM");
        }
    }

    private static OutputStream startShell() {
        try (InputStream script = ProcessGuard.class.getResourceAsStream("guard.sh")) {
            if (script == null) {
                throw new IllegalStateException("guard.sh is missing beside " + ProcessGuard.class.getName());
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return new ProcessBuilder("/bin/sh", "-c", text)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("/bin/sh cannot be started, so embedded servers cannot be guarded", e);
        }
    }
}
