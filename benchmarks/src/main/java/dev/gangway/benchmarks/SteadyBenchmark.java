package dev.gangway.benchmarks;

import dev.gangway.embedded.DatabaseFlavor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run steady}: see README.md beside it. */
@Command(
        name = "steady",
        mixinStandardHelpOptions = true,
        description = "Measures how old the target is while a shop goes on selling, and how soon a stream begins.")
public final class SteadyBenchmark implements Callable<Integer> {
    private static final int PROBES_PER_SECOND = 50;

    @Option(names = "--rate", paramLabel = "CHANGES", defaultValue = "1000", description = "A second. Default: 1000.")
    private int rate = 1_000;

    @Option(names = "--seconds", defaultValue = "300", description = "How long the shop sells. Default: 300.")
    private int seconds = 300;

    @Option(names = "--warm-up", paramLabel = "SECONDS", defaultValue = "30", description = "Not counted. Default: 30.")
    private int warmUp = 30;

    @Option(names = "--starts", defaultValue = "3", description = "Starts of the stream. Default: 3.")
    private int starts = 3;

    @Option(
            names = "--source",
            paramLabel = "SERVER",
            defaultValue = "MARIADB_11_4",
            description = "${COMPLETION-CANDIDATES}")
    private DatabaseFlavor source = DatabaseFlavor.MARIADB_11_4;

    @Option(names = "--target", paramLabel = "SERVER", defaultValue = "MARIADB_11_4", description = "The same.")
    private DatabaseFlavor target = DatabaseFlavor.MARIADB_11_4;

    @Option(names = "--heap", defaultValue = "512m", description = "Heap of the stream. Default: 512m.")
    private String heap = "512m";

    @Option(names = "--java", paramLabel = "OPTION", description = "A further option of the stream's JVM.")
    private List<String> javaOptions = new ArrayList<>();

    /** Exit code 0 when everything ran, whatever was measured. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SteadyBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("gangway.home", "")).toAbsolutePath();
        Path file = home.resolve("benchmarks/sample.xml");
        try (SampleServers servers = SampleServers.start(source, target, false)) {
            say("Loading the sample shop, " + servers.title());
            Map<String, String> variables = LoadRun.ofSample(servers, home, file);
            var delta = new DeltaRun(home, heap, javaOptions);
            int most = starts + (warmUp + seconds) * PROBES_PER_SECOND;
            try (var probe = new Probe(servers.sourceDatabase(), servers.targetDatabase(), most)) {
                LiveDelta stream = start(delta, probe, file, variables);
                sell(servers, probe, stream);
                stream.stop();
                say(stream.result().text((long) (warmUp + seconds) * rate));
            }
        }
        return 0;
    }

    /** The last of the starts goes on. */
    private LiveDelta start(DeltaRun delta, Probe probe, Path file, Map<String, String> variables) throws Exception {
        for (int i = 1; ; i++) {
            probe.write();
            LiveDelta stream = delta.start(file, variables);
            probe.await(probe.last());
            double began = DeltaResult.seconds(stream.age());
            if (i >= starts) {
                say("start %d: first change in the target after %.1f s".formatted(i, began));
                return stream;
            }
            stream.stop();
            Duration stopping = stream.age();
            DeltaResult result = stream.result();
            say(
                    "start %d: first change in the target after %.1f s, stopped within %.1f s; processor time %.1f s, of broker and registry %.1f s"
                            .formatted(
                                    i,
                                    began,
                                    DeltaResult.seconds(result.took().minus(stopping)),
                                    DeltaResult.seconds(result.own()),
                                    DeltaResult.seconds(result.broker())));
        }
    }

    private void sell(SampleServers servers, Probe probe, LiveDelta stream) throws Exception {
        var changes = new ShopChanges(servers.sourceDatabase());
        CompletableFuture<Long> shop = CompletableFuture.supplyAsync(() -> sell(changes));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUp + seconds);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(probe, end));
        int first = probe.last() + warmUp * PROBES_PER_SECOND;
        while (!writer.isDone()) {
            if (!stream.isRunning()) {
                throw new IllegalStateException("The stream ended: " + stream.result());
            }
            probe.await(probe.last());
        }
        writer.join();
        probe.await(probe.last());
        say("%,d changes written, %d a second".formatted(shop.join(), rate));
        double[] all = probe.latencies(Math.min(first, probe.last() - 1));
        say(
                "commit in the source to visible in the target, ms, of %,d: p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, most %.0f"
                        .formatted(
                                all.length,
                                at(all, 0.5),
                                at(all, 0.9),
                                at(all, 0.99),
                                at(all, 0.999),
                                all[all.length - 1]));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }

    private long sell(ShopChanges changes) {
        try {
            return changes.write((warmUp + seconds) * rate, rate);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Probe probe, long until) {
        try {
            probe.write(until);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
