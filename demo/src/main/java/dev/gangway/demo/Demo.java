package dev.gangway.demo;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.mysql.connect.Database;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import dev.gangway.testkit.workload.WorkloadCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The whole job, on servers of its own: sample shop, settings, data, live workload while the stream runs, drain, comparison through
 * the plan. One thread; used once.
 */
final class Demo {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(90);
    private static final long SEED = 20_261;

    private final Settings settings;
    private final DemoProgress progress;
    private final StepClock steps;

    /** What a person can choose. */
    record Settings(DemoServers.Flavors flavors, CaptureConfig.Mode capture, ShopSize size, Duration live) {}

    Demo(Settings settings, DemoProgress progress) {
        this.settings = settings;
        this.progress = progress;
        this.steps = new StepClock(progress);
    }

    /** Runs everything on the given servers; {@code folder} takes the configuration file. */
    DemoResult run(DemoServers servers, Path folder) {
        progress.phase("Loading the sample shop");
        Map<String, Long> rows = loadShop(servers, settings.size(), SEED);
        MigrationConfig config = DemoConfig.load(servers, settings.capture(), folder);
        try (Migration migration = new Migration(config, steps)) {
            progress.phase("Settings mode");
            migration.settings();
            progress.phase("Data mode");
            migration.data();
            progress.phase("Starting the stream");
            migration.startStream();
            migration.awaitDrained(DRAIN_LIMIT);
            progress.phase("Live workload for " + settings.live().toSeconds() + " s while the stream runs");
            WorkloadCounts workload = workload(servers.source(), migration);
            progress.phase("Draining the stream");
            boolean drained = migration.awaitDrained(DRAIN_LIMIT);
            Migration.Totals totals = migration.totals();
            progress.phase("Comparing source and target through the plan");
            DiffResult comparison = migration.compare(at -> progress.update(at.unit()));
            progress.clear();
            long shopRows = rows.values().stream().mapToLong(Long::longValue).sum();
            return new DemoResult(
                    title(settings),
                    shopRows,
                    rows.size(),
                    steps.results(),
                    workload,
                    drained,
                    totals,
                    comparison,
                    progress.elapsed());
        }
    }

    static String title(Settings settings) {
        return settings.flavors().source().title() + " -> "
                + settings.flavors().target().title() + ", capture by "
                + (settings.capture() == CaptureConfig.Mode.BINLOG ? "binlog" : "triggers");
    }

    /** Puts the sample shop on the source and a fresh Magento 2 on the target; returns the shop's rows by table. */
    static Map<String, Long> loadShop(DemoServers servers, ShopSize size, long seed) {
        var shop = new SampleShop(size, seed);
        CompletableFuture<Void> empty =
                CompletableFuture.runAsync(() -> ShopDatabases.createTarget(servers.target(), DemoConfig.TARGET, shop));
        Map<String, Long> rows = ShopDatabases.createSource(servers.source(), DemoConfig.SOURCE, shop);
        empty.join();
        return rows;
    }

    private WorkloadCounts workload(DatabaseServer source, Migration migration) {
        Database database = ShopDatabases.open(source, DemoConfig.SOURCE, Side.SOURCE);
        try (var workload = new Workload(database, WorkloadConfig.demo(SEED))) {
            workload.start();
            long end = System.nanoTime() + settings.live().toNanos();
            while (System.nanoTime() < end) {
                pause();
                Migration.Progress p = migration.progress();
                progress.update("%,d transactions, %,d changes captured, %,d applied, delay %.1f s%s"
                        .formatted(
                                workload.counts().committed(),
                                p.captured(),
                                p.applied(),
                                p.delay().toMillis() / 1000.0,
                                p.problem().map(reason -> " (" + reason + ")").orElse("")));
            }
            return workload.stop();
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }
}
