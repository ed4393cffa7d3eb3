package dev.gangway.app.fence;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command of the person's own: run by the shell, for a limited time, what it says going to the log. */
public final class ShellCommand {
    private static final Logger LOGGER = LoggerFactory.getLogger(ShellCommand.class);
    private static final int MAX_LINES = 200;

    private final String command;

    public ShellCommand(String command) {
        this.command = command;
    }

    /**
     * Runs it to its end.
     *
     * @throws MigrationException HOOK_FAILED when it ends with something else than 0 or not in time, and is killed then
     */
    public void run(Map<String, String> environment, Duration limit) {
        Process process = start(environment);
        Thread reader = new Thread(() -> log(process), "hook-output-1");
        reader.setDaemon(true);
        reader.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("did not end within " + limit.toMillis() + " ms and was killed");
            }
            reader.join(TimeUnit.SECONDS.toMillis(1));
            if (process.exitValue() != 0) {
                throw failed("ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    ErrorCode.INTERRUPTED, "Interrupted while the hook \"" + command + "\" ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(Map<String, String> environment) {
        var builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new MigrationException(
                    ErrorCode.HOOK_FAILED, "The hook \"" + command + "\" cannot be started; is there a /bin/sh?", e);
        }
    }

    private void log(Process process) {
        try (var output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            int lines = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (lines++ < MAX_LINES) {
                    LOGGER.atInfo()
                            .addKeyValue("hook", command)
                            .addKeyValue("line", line)
                            .log("A hook says");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOGGER.atDebug().addKeyValue("error", e.toString()).log("A hook's output ended");
        }
    }

    private MigrationException failed(String how) {
        return new MigrationException(
                ErrorCode.HOOK_FAILED,
                "The hook \"" + command + "\" " + how
                        + "; what it said is in the log: run it by hand until it ends with 0");
    }
}
