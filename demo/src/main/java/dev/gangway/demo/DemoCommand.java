package dev.gangway.demo;

import dev.gangway.app.command.Console;
import dev.gangway.core.config.CaptureConfig;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gangway demo}: the whole job on servers and a sample shop of its own. */
@Command(
        name = "demo",
        description = "Run the whole job on embedded servers with a sample shop; needs nothing but this folder.")
final class DemoCommand implements Callable<Integer> {
    private final ToIntFunction<DemoRequest> demo;

    @Option(
            names = "--source",
            paramLabel = "mysql|mariadb",
            defaultValue = "mariadb",
            description = "The source server (default: ${DEFAULT-VALUE}).")
    private DemoRequest.Source source = DemoRequest.Source.MARIADB;

    @Option(
            names = "--capture",
            paramLabel = "binlog|triggers",
            description = "How changes are captured (default: binlog).")
    private CaptureConfig.@Nullable Mode capture;

    @Option(
            names = "--size",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description =
                    "Factor on the sample shop's 2,000 products, customers and orders (default: ${DEFAULT-VALUE}).")
    private double size = 1;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "25",
            description = "How long the shop is used while the stream runs (default: ${DEFAULT-VALUE}).")
    private int seconds = 25;

    @Option(
            names = "--cutover",
            description = "Show the night of the switch: compare, repair, rehearse, switch under load, clean up.")
    private boolean cutover;

    @Option(names = "--keep", description = "Leave servers and data running to look at; stop with Ctrl-C.")
    private boolean keep;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    DemoCommand(Console console) {
        this(request -> new DemoOperation(request, console).run());
    }

    DemoCommand(ToIntFunction<DemoRequest> demo) {
        this.demo = demo;
    }

    @Override
    public Integer call() {
        return demo.applyAsInt(
                new DemoRequest(source, Optional.ofNullable(capture), size, seconds, cutover, keep, json));
    }
}
