package dev.gangway.benchmarks;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.connect.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run data}: see README.md beside it. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Measures the data mode against a bare copy of the same rows.")
public final class Benchmarks implements Callable<Integer> {
    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            description = "Size of the sample shop, in turn when given more than once. Default: 10 and 50.")
    private List<Integer> scales = new ArrayList<>();

    @Option(names = "--repeat", paramLabel = "TIMES", defaultValue = "3", description = "Runs per size. Default: 3.")
    private int repeat;

    @Option(
            names = "--source",
            paramLabel = "SERVER",
            defaultValue = "MARIADB_11_4",
            description = "${COMPLETION-CANDIDATES}")
    private DatabaseFlavor source = DatabaseFlavor.MARIADB_11_4;

    @Option(names = "--target", paramLabel = "SERVER", defaultValue = "MARIADB_11_4", description = "The same.")
    private DatabaseFlavor target = DatabaseFlavor.MARIADB_11_4;

    @Option(
            names = "--one-server",
            description = "Both databases on the source's server, which copies by itself what needs no mapping.")
    private boolean oneServer;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description = "Threads of the load and of the bare copy. Default: 2.")
    private int threads = 2;

    @Option(names = "--target-binlog", description = "The target writes a binlog, for load and bare copy alike.")
    private boolean binlog;

    @Option(names = "--heap", defaultValue = "512m", description = "Heap of the load. Default: 512m.")
    private String heap = "512m";

    @Option(names = "--java", paramLabel = "OPTION", description = "A further option of the load's JVM.")
    private List<String> javaOptions = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Measure this migration on databases of your own. Its target is overwritten.")
    private @Nullable Path config;

    /** Exit code 0 when everything ran, whatever was measured. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path own = config;
        say(ResultTable.text(own == null ? sample() : List.of(given(own.toAbsolutePath()))));
        return 0;
    }

    private static Path home() {
        return Path.of(System.getProperty("gangway.home", "")).toAbsolutePath();
    }

    private LoadRun loads() {
        return new LoadRun(home(), heap, javaOptions);
    }

    private List<Measurement> sample() throws Exception {
        var measurements = new ArrayList<Measurement>();
        Path file = home().resolve("benchmarks/sample.xml");
        try (SampleServers servers =
                oneServer ? SampleServers.startOne(source) : SampleServers.start(source, target, binlog)) {
            for (int scale : scales.isEmpty() ? List.of(10, 50) : scales) {
                say("Making the sample shop times " + scale);
                servers.createShop(scale);
                var pairs = new ArrayList<Measurement.Pair>();
                for (int i = 0; i < repeat; i++) {
                    servers.createTarget();
                    pairs.add(measure(file, servers.variables(threads), servers.targetDatabase(), false));
                }
                measurements.add(new Measurement("sample shop times " + scale + ", " + servers.title(), pairs));
            }
        }
        return measurements;
    }

    private Measurement given(Path file) throws Exception {
        Database database = Databases.of(MigrationConfig.load(file, ConfigEnvironment.ofProcess(), new Problems()))
                .target();
        var pairs = new ArrayList<Measurement.Pair>();
        for (int i = 0; i < repeat; i++) {
            pairs.add(measure(file, Map.of(), database, true));
        }
        return new Measurement(file.toString(), pairs);
    }

    private Measurement.Pair measure(Path file, Map<String, String> variables, Database database, boolean reset)
            throws IOException, InterruptedException, SQLException {
        loads().run("settings", file, variables, reset);
        Map<String, Long> before = ShopScaler.counts(database);
        LoadResult load = loads().run("data", file, variables, false);
        BareCopy.CopyResult bare = new BareCopy(database, threads).run(before, ShopScaler.counts(database));
        var pair = new Measurement.Pair(load, bare);
        say("load %.1f s, bare copy %.1f s: ratio %.2f, processor %.2f"
                .formatted(load.took().toMillis() / 1e3, bare.took().toMillis() / 1e3, pair.ratio(), pair.cpuRatio()));
        return pair;
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
