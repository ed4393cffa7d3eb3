package dev.gangway.app;

import dev.gangway.app.command.ExitCode;
import dev.gangway.core.error.ErrorCode;
import java.io.PrintWriter;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * Ends the process with one message when an {@link Error} has ended a thread: nobody does its work any more, and those who wait
 * for it would wait for ever. It ends at once, like a kill, because a hook might wait for that thread too; every command goes on
 * after a kill. Thread-safe.
 */
final class FatalErrors implements Thread.UncaughtExceptionHandler {
    private final PrintWriter err;
    private final IntConsumer end;

    /** {@code end} ends the process at once with an exit code. */
    FatalErrors(PrintWriter err, IntConsumer end) {
        this.err = err;
        this.end = end;
    }

    /** An exception of a library's thread is of no use to the person at the terminal: the part it worked for says what failed. */
    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        try {
            LoggerFactory.getLogger(FatalErrors.class)
                    .atError()
                    .addKeyValue("thread", thread.getName())
                    .setCause(error)
                    .log("A thread ended");
        } finally {
            if (error instanceof Error) {
                end(error);
            }
        }
    }

    private void end(Throwable error) {
        try {
            err.println("gangway: Unexpected error (" + error
                    + "); the log tells more. Type the same command again to go on [" + ErrorCode.INTERNAL + "]");
            err.flush();
        } finally {
            end.accept(ExitCode.FAILED);
        }
    }
}
