package dev.gangway.app.command;

import java.io.PrintWriter;

/** Where a command writes: results to standard output, everything said to the person to standard error. Thread-safe. */
public final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private volatile boolean quiet;

    public Console(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    public void setQuiet(boolean quiet) {
        this.quiet = quiet;
    }

    /** A result that the command was asked for; also with {@code -q}. */
    public void result(String text) {
        out.println(text);
        out.flush();
    }

    /** Progress and explanations; left out with {@code -q}. */
    public void say(String text) {
        if (!quiet) {
            err.println(text);
            err.flush();
        }
    }

    /** What went wrong; also with {@code -q}. */
    public void complain(String text) {
        err.println(text);
        err.flush();
    }

    public boolean isQuiet() {
        return quiet;
    }

    PrintWriter err() {
        return err;
    }
}
