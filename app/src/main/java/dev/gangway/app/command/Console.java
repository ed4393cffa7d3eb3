package dev.gangway.app.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Where a command writes: results to standard output, everything said to the person to standard error. Thread-safe. */
public final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Function<String, Optional<String>> terminal;
    private volatile boolean quiet;

    public Console(PrintWriter out, PrintWriter err) {
        this(out, err, Console::fromTerminal);
    }

    /** {@code terminal} answers a question; empty when nobody is there. */
    public Console(PrintWriter out, PrintWriter err, Function<String, Optional<String>> terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    private static Optional<String> fromTerminal(String question) {
        java.io.Console console = System.console();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", question));
    }

    /** Asks the person at the terminal; empty when nobody is there to answer. Everything but yes means no. */
    public Optional<Boolean> confirm(String question) {
        return terminal.apply(question + " [y/N] ")
                .map(answer -> Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT)));
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
