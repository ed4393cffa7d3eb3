package dev.gangway.benchmarks;

import dev.gangway.app.run.DiffInputs;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.derivations.Output;
import dev.gangway.derivations.cleaning.LastCleanings;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.proof.route.RouteTable;
import dev.gangway.proof.run.DiffInput;
import dev.gangway.proof.run.DiffListener;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.DiffRun;
import dev.gangway.proof.run.Units;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.Step;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run diff}: see README.md beside it. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Measures the comparison of a loaded shop against reading both sides once.")
public final class DiffBenchmark implements Callable<Integer> {
    private static final int ONE_IN = 100;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "10",
            description = "Size of the sample shop. Default: 10.")
    private int scale = 10;

    @Option(
            names = "--source",
            paramLabel = "SERVER",
            defaultValue = "MARIADB_11_4",
            description = "${COMPLETION-CANDIDATES}")
    private DatabaseFlavor source = DatabaseFlavor.MARIADB_11_4;

    @Option(names = "--target", paramLabel = "SERVER", defaultValue = "MARIADB_11_4", description = "The same.")
    private DatabaseFlavor target = DatabaseFlavor.MARIADB_11_4;

    /** Exit code 0 when everything ran, whatever was measured. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DiffBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("gangway.home", "")).toAbsolutePath();
        Path file = home.resolve("benchmarks/sample.xml");
        try (SampleServers servers = SampleServers.start(source, target, false)) {
            say("Making the sample shop times " + scale + ", " + servers.title());
            servers.createShop(scale);
            servers.createTarget();
            Map<String, String> variables = servers.variables(2);
            var loads = new LoadRun(home, "512m", List.of());
            loads.run("settings", file, variables, false);
            loads.run("data", file, variables, false);
            var environment = new ConfigEnvironment(variables, home, Optional.of(home));
            MigrationConfig config = MigrationConfig.load(file, environment, new Problems());
            try (MigrationContext context = MigrationContext.open(config)) {
                measure(DiffInputs.of(context));
            }
        }
        return 0;
    }

    private static void measure(DiffInput input) throws SQLException {
        var units = new Units(input, List.of());
        Set<String> derived = derived(input);
        for (boolean passThrough : new boolean[] {true, false}) {
            List<RouteTable> routes = units.names().stream()
                    .map(units::route)
                    .flatMap(Optional::stream)
                    .filter(route -> route.isPassThrough() == passThrough
                            && !derived.contains(route.route().target()))
                    .toList();
            String kind = passThrough ? "values pass through" : "values are mapped";
            Duration reading = reading(input, routes);
            Measured equal = diff(input, routes);
            say(
                    "%-20s %3d tables %,10d rows: read once %5.1f s, compared %5.1f s = %,8.0f rows/s, ratio %.2f, %,d differences"
                            .formatted(
                                    kind,
                                    routes.size(),
                                    equal.rows(),
                                    seconds(reading),
                                    seconds(equal.took()),
                                    equal.rows() / seconds(equal.took()),
                                    seconds(equal.took()) / seconds(reading),
                                    equal.differences()));
            oneInHundred(input, routes, kind);
        }
    }

    /** Tables whose rows derivations change: what routes make of them is not what is there. */
    private static Set<String> derived(DiffInput input) {
        return input.derivations().all().stream()
                .filter(derivation -> !LastCleanings.isOne(derivation))
                .flatMap(derivation -> derivation.outputs().stream())
                .map(Output::table)
                .collect(Collectors.toSet());
    }

    /** What a comparison took; {@code first} until the first difference was noted. */
    private record Measured(long rows, long differences, Duration took, Duration first) {}

    private static void oneInHundred(DiffInput input, List<RouteTable> routes, String kind) throws SQLException {
        RouteTable largest = largest(input, routes);
        Measured before = diff(input, List.of(largest));
        long changed = change(input.state().target(), largest);
        Measured after = diff(input, List.of(largest));
        say("%-20s %s, %,d rows: equal %.1f s, %,d rows changed %.1f s, ratio %.2f, first found after %.1f s, %,d found"
                .formatted(
                        kind,
                        largest.route().target(),
                        before.rows(),
                        seconds(before.took()),
                        changed,
                        seconds(after.took()),
                        seconds(after.took()) / seconds(before.took()),
                        seconds(after.first()),
                        after.differences()));
    }

    private static RouteTable largest(DiffInput input, List<RouteTable> routes) throws SQLException {
        RouteTable largest = routes.get(0);
        long most = -1;
        try (Connection connection = input.state().target().open();
                var statement = connection.createStatement()) {
            for (RouteTable route : routes) {
                boolean isWhole =
                        changeable(route).isPresent() && !route.route().isShadow();
                if (isWhole) {
                    try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM "
                            + Identifiers.quote(
                                    input.state().target().table(route.route().target())))) {
                        row.next();
                        if (row.getLong(1) > most) {
                            most = row.getLong(1);
                            largest = route;
                        }
                    }
                }
            }
        }
        return largest;
    }

    /** A number that nothing refers to. */
    private static Optional<Column> changeable(RouteTable route) {
        boolean oneNumber = route.targetKey().size() == 1
                && route.target().column(route.targetKey().get(0)).orElseThrow().kind() == ColumnKind.INTEGER;
        return !oneNumber
                ? Optional.empty()
                : route.target().columns().stream()
                        .filter(column -> column.kind() == ColumnKind.DECIMAL)
                        .filter(column -> route.route().table().writtenFields().contains(column.name()))
                        .findFirst();
    }

    private static long change(Database database, RouteTable route) throws SQLException {
        String key = Identifiers.quote(route.targetKey().get(0));
        String column = Identifiers.quote(changeable(route).orElseThrow().name());
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            return statement.executeLargeUpdate("UPDATE "
                    + Identifiers.quote(database.table(route.route().target())) + " SET " + column + " = COALESCE("
                    + column + ", 0) + 1 WHERE " + key + " % " + ONE_IN + " = 0");
        }
    }

    private static Measured diff(DiffInput input, List<RouteTable> routes) {
        List<String> names = routes.stream()
                .map(route -> route.route().source() + " > " + route.route().target())
                .toList();
        var store = new DiffStore(input.state());
        var diff = new DiffRun(input, DiffListener.SILENT);
        DiffStore.Run run = diff.create(names);
        long start = System.nanoTime();
        var watch = new FirstFinding(store, run.id(), start);
        var thread = new Thread(watch, "benchmark-first");
        thread.setDaemon(true);
        thread.start();
        diff.go(run);
        var took = Duration.ofNanos(System.nanoTime() - start);
        watch.end();
        DiffResult result = DiffResult.read(store, store.find(run.id()).orElseThrow());
        store.delete(run.id());
        return new Measured(result.rows(), result.differences(), took, watch.first());
    }

    /** Looks now and then whether anything was found. */
    private static final class FirstFinding implements Runnable {
        private static final long LOOK_MS = 50;

        private final DiffStore store;
        private final long run;
        private final long start;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Duration first = Duration.ZERO;

        FirstFinding(DiffStore store, long run, long start) {
            this.store = store;
            this.run = run;
            this.start = start;
        }

        @Override
        public void run() {
            try {
                while (first.isZero() && !ended.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                    if (has(Step.SEEN) || has(Step.FINAL)) {
                        first = Duration.ofNanos(System.nanoTime() - start);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean has(Step step) {
            return !store.findings().find(run, null, step, 1).isEmpty();
        }

        void end() {
            ended.countDown();
        }

        Duration first() {
            return first;
        }
    }

    /** Every row of both sides through a driver, by two connections on each side as a comparison has. */
    private static Duration reading(DiffInput input, List<RouteTable> routes) throws SQLException {
        long start = System.nanoTime();
        for (RouteTable route : routes) {
            read(input.source(), route.route().source());
            if (!route.route().isShadow()) {
                read(input.state().target(), route.route().target());
            }
        }
        return Duration.ofNanos((System.nanoTime() - start) / 2);
    }

    private static void read(Database database, String table) throws SQLException {
        try (Connection connection = database.open();
                var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet row = statement.executeQuery("SELECT * FROM " + Identifiers.quote(database.table(table)))) {
                int columns = row.getMetaData().getColumnCount();
                var bytes = new ArrayList<Integer>(1);
                while (row.next()) {
                    for (int i = 1; i <= columns; i++) {
                        byte[] value = row.getBytes(i);
                        bytes.clear();
                        bytes.add(value == null ? 0 : value.length);
                    }
                }
            }
        }
    }

    private static double seconds(Duration duration) {
        return Math.max(1, duration.toMillis()) / 1000.0;
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
