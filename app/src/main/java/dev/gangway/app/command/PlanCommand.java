package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway plan}: prints the compiled plan. */
@Command(name = "plan", description = "Show what becomes of every table and column, and what does not fit.")
public final class PlanCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--coverage",
            description = "Show who carries the changes of every table, and what only the load does.")
    private boolean coverage;

    public PlanCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.plan(options.request(console), new Operations.PlanView(json, coverage), console);
    }
}
