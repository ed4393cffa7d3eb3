package dev.gangway.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code gangway delta}, or another command that carries changes, in the background of a test. */
final class RunningDelta implements AutoCloseable {
    private static final int STOP_SECONDS = 90;

    private final StringWriter err = new StringWriter();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Integer> exitCode;

    RunningDelta(String config) {
        this(List.of("delta", config));
    }

    RunningDelta(List<String> command) {
        Callable<Integer> delta = () -> Main.execute(
                new StageOperations(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                command.toArray(String[]::new));
        exitCode = thread.submit(delta);
    }

    /** What a person sees. */
    String said() {
        return err.toString();
    }

    boolean isOver() {
        return exitCode.isDone();
    }

    /** Waits as long as this, or until it is over. */
    boolean isOverWithin(long millis) throws InterruptedException, ExecutionException {
        try {
            exitCode.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Stops it as Ctrl-C does, and returns its exit code. */
    int stop() throws Exception {
        thread.shutdownNow();
        thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        return exitCode.get(1, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
