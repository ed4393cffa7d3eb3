package dev.gangway.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway losses}: what the target does not hold as the source does. */
@Command(name = "losses", description = "List which values were changed and which rows left out, per table and column.")
public final class LossesCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--table", paramLabel = "TABLE", description = "Only this table, with keys of the rows.")
    private @Nullable String table;

    @Option(
            names = "--area",
            paramLabel = "AREA",
            description = "Only this area (products, prices, customers, orders, content, urls, configuration, other,"
                    + " computed), with keys of the rows.")
    private @Nullable String area;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public LossesCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.losses(file.load(console), Optional.ofNullable(table != null ? table : area), json, console);
    }
}
