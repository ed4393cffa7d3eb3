package dev.gangway.demo;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Logging;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.embedded.store.PackageListener;
import dev.gangway.embedded.store.ServerPackage;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@code gangway demo}: starts servers, does the whole job, prints the report, takes everything away again. Servers and their
 * data also go when the process is ended from outside.
 */
final class DemoOperation {
    private static final Logger LOGGER = LoggerFactory.getLogger(DemoOperation.class);

    private final DemoRequest request;
    private final Console console;

    DemoOperation(DemoRequest request, Console console) {
        this.request = request;
        this.console = console;
    }

    /** Returns the exit code: 0 only if the stream drained, the ledger balances, nothing is parked and nothing differs. */
    int run() {
        if (!LOGGER.isDebugEnabled()) {
            Logging.setLevel(Logging.Level.ERROR);
        }
        boolean terminal = System.console() != null && !console.isQuiet();
        var progress = new DemoProgress(console::say, terminal ? System.err : null);
        var settings = new Demo.Settings(
                request.source() == DemoRequest.Source.MYSQL ? DemoServers.Flavors.MYSQL : DemoServers.Flavors.MARIADB,
                request.capture().orElse(CaptureConfig.Mode.BINLOG),
                ShopSize.DEMO.times(request.size()),
                Duration.ofSeconds(request.seconds()));
        Path folder = temporaryFolder();
        progress.phase("Starting servers: " + settings.flavors().source().title() + " (source), "
                + settings.flavors().target().title() + " (target), Kafka, schema registry");
        try (DemoServers servers = DemoServers.start(settings.flavors(), new Fetching(progress))) {
            int exitCode = request.cutover()
                    ? night(new Night(settings, progress).run(servers, folder))
                    : whole(new Demo(settings, progress).run(servers, folder));
            if (request.keep()) {
                keep(servers, console);
            }
            return exitCode;
        } finally {
            progress.clear();
            delete(folder);
        }
    }

    private int whole(DemoResult result) {
        var report = new DemoReport(result);
        console.result(request.json() ? report.json() : report.text());
        return exitCode(result);
    }

    private int night(NightResult result) {
        console.result(request.json() ? result.json() : result.text());
        return result.holds() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static int exitCode(DemoResult result) {
        if (result.holds()) {
            return ExitCode.DONE;
        }
        if (result.differences() > 0) {
            return ExitCode.DIFFERENCES;
        }
        return result.totals().parked() > 0 ? ExitCode.PARKED : ExitCode.FAILED;
    }

    private static void keep(DemoServers servers, Console console) {
        console.say("Everything is left running; Ctrl-C ends it.");
        console.say(
                "  source  127.0.0.1:%d, database %s".formatted(servers.source().port(), DemoConfig.SOURCE));
        console.say("  target  127.0.0.1:%d, databases %s and gangway_demo"
                .formatted(servers.target().port(), DemoConfig.TARGET));
        console.say("  user %s with password %s on both"
                .formatted(servers.source().user(), servers.source().password()));
        console.say("  Kafka %s, schema registry %s"
                .formatted(
                        servers.kafka().bootstrapServers(), servers.registry().url()));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("gangway-demo-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "demo-cleanup-1"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("demo.xml"));
            Files.deleteIfExists(folder.resolve(NightConfig.FILE));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOGGER.atDebug().setCause(e).log("The demo's folder cannot be deleted");
        }
    }

    /** Tells a waiting person that packages are being fetched, which happens once per machine. */
    private record Fetching(DemoProgress progress) implements PackageListener {

        @Override
        public void fetching(ServerPackage wanted) {
            progress.phase("Fetching " + wanted.title() + " (only this once)");
        }

        @Override
        public void fetched(ServerPackage wanted, Duration took) {
            progress.phase("Fetched " + wanted.title() + " in " + took.toSeconds() + " s");
        }
    }
}
