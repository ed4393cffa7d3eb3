package dev.gangway.app.command;

import dev.gangway.app.command.DiffOperations.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway diff}: compares source and target row by row, while both change. */
@Command(
        name = "diff",
        description = "Compare source and target through the plan, row by row, also while both change.",
        footer = {"", "Exit codes: 0 nothing differs, 4 differences or rows that could not be judged, 1 failed."})
public final class DiffCommand implements Callable<Integer> {
    private final DiffOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Mixin
    private final ShowOptions show = new ShowOptions();

    @Option(
            names = "--only",
            paramLabel = "TABLE",
            split = ",",
            description = "Only these tables of source or target, separated by commas.")
    private final List<String> only = new ArrayList<>();

    private DiffCommand(DiffOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    /** The command with its own commands. */
    public static CommandLine of(DiffOperations operations, Console console) {
        return new CommandLine(new DiffCommand(operations, console))
                .addSubcommand(new ShowRun(operations, console))
                .addSubcommand(new Resume(operations, console))
                .addSubcommand(new Stop(operations, console))
                .addSubcommand(new Delete(operations, console));
    }

    @Override
    public Integer call() {
        return operations.diff(file.load(console), only, show.show(), console);
    }

    /** How results are told. */
    private static final class ShowOptions {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--all", description = "List equal tables too.")
        private boolean all;

        Show show() {
            return new Show(json, all);
        }
    }

    /** Which comparison. */
    private static final class RunOption {
        @Option(names = "--run", paramLabel = "ID", description = "Which comparison; the newest when not given.")
        private @Nullable Long run;
    }

    /** {@code gangway diff show}: what a comparison has found. */
    @Command(name = "show", description = "Show what a comparison has found so far.")
    private static final class ShowRun implements Callable<Integer> {
        private final DiffOperations operations;
        private final Console console;

        @Mixin
        private final ConfigFile file = new ConfigFile();

        @Mixin
        private final ShowOptions show = new ShowOptions();

        @Mixin
        private final RunOption run = new RunOption();

        ShowRun(DiffOperations operations, Console console) {
            this.operations = operations;
            this.console = console;
        }

        @Override
        public Integer call() {
            return operations.show(file.load(console), run.run, show.show(), console);
        }
    }

    /** {@code gangway diff resume}: goes on where a comparison stopped. */
    @Command(name = "resume", description = "Go on with a comparison that was stopped or killed.")
    private static final class Resume implements Callable<Integer> {
        private final DiffOperations operations;
        private final Console console;

        @Mixin
        private final ConfigFile file = new ConfigFile();

        @Mixin
        private final ShowOptions show = new ShowOptions();

        @Mixin
        private final RunOption run = new RunOption();

        Resume(DiffOperations operations, Console console) {
            this.operations = operations;
            this.console = console;
        }

        @Override
        public Integer call() {
            return operations.resume(file.load(console), run.run, show.show(), console);
        }
    }

    /** {@code gangway diff stop}: ends a running comparison, which can be resumed. */
    @Command(name = "stop", description = "Stop a running comparison after its chunk; it can be resumed.")
    private static final class Stop implements Callable<Integer> {
        private final DiffOperations operations;
        private final Console console;

        @Mixin
        private final ConfigFile file = new ConfigFile();

        @Mixin
        private final RunOption run = new RunOption();

        Stop(DiffOperations operations, Console console) {
            this.operations = operations;
            this.console = console;
        }

        @Override
        public Integer call() {
            return operations.stop(file.load(console), run.run, console);
        }
    }

    /** {@code gangway diff delete}: forgets a comparison. */
    @Command(name = "delete", description = "Forget a comparison and what it found.")
    private static final class Delete implements Callable<Integer> {
        private final DiffOperations operations;
        private final Console console;

        @Mixin
        private final ConfigFile file = new ConfigFile();

        @Mixin
        private final RunOption run = new RunOption();

        Delete(DiffOperations operations, Console console) {
            this.operations = operations;
            this.console = console;
        }

        @Override
        public Integer call() {
            return operations.delete(file.load(console), run.run, console);
        }
    }
}
