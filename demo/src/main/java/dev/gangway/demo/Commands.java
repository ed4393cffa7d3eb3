package dev.gangway.demo;

import dev.gangway.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The product's own commands as a person types them, with one stream in the background. One thread. */
final class Commands implements AutoCloseable {
    private static final int STOP_SECONDS = 90;

    private final Path config;
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private @Nullable Future<Outcome> stream;

    Commands(Path config) {
        this.config = config;
    }

    /**
     * What a command did.
     *
     * @param said what a person saw
     * @param result its result, on standard output
     */
    record Outcome(int exitCode, String said, String result) {}

    /** Runs a command to its end. */
    Outcome run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config.toString()));
        int exitCode = Main.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Outcome(exitCode, err.toString(), out.toString());
    }

    /** Starts {@code gangway delta}, as in a second terminal. */
    void startStream() {
        stream = background.submit(() -> run("delta"));
    }

    /** True when the stream has ended by itself. */
    boolean isStreamOver() {
        return stream != null && stream.isDone();
    }

    /** Ends the stream as Ctrl-C does. */
    Outcome stopStream() {
        background.shutdownNow();
        Future<Outcome> running = stream;
        if (running == null) {
            return new Outcome(0, "", "");
        }
        try {
            return running.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            return new Outcome(1, "The stream did not end: " + e, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(1, "Interrupted while the stream ended", "");
        }
    }

    @Override
    public void close() {
        stopStream();
    }
}
