package dev.gangway.it;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.wiring.Databases;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.testkit.anytable.AnyTableWorkload;
import dev.gangway.testkit.anytable.EditKind;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A small shop with rows in every table that a migration carries, on the shared servers: a fresh Magento 1 where the reference
 * data are at hand, else the sample shop. Its migrations are loaded in this process; streams may run in one of their own.
 */
final class SeedShop implements AutoCloseable {
    private static final String HOME = System.getProperty("gangway.home", "..");
    private static final ShopSize SIZE = new ShopSize(3, 8, 8, 8);

    private final DatabaseServer server = Servers.mariadb();
    private final List<String> databases = new ArrayList<>();
    private final SeedKind kind;
    private final String capture;
    private final Path folder;
    private final String source;
    private final boolean isReference;

    SeedShop(boolean reference, SeedKind kind, String capture, Path folder) throws Exception {
        this.kind = kind;
        this.capture = capture;
        this.folder = folder;
        this.source = reference ? Golden.source(server, "m1-empty") : sample();
        databases.add(source);
        this.isReference = reference;
        if (reference) {
            run("shop.sql");
            if (kind == SeedKind.OPENMAGE) {
                run("openmage.sql");
            }
        }
    }

    private void run(String script) throws IOException, SQLException {
        try (Connection connection = server.connect(source);
                Statement statement = connection.createStatement()) {
            for (String sql : resource(script).split("\n")) {
                statement.execute(sql);
            }
        }
    }

    private String sample() {
        String name = Servers.freshDatabase(server);
        server.execute("DROP DATABASE " + name);
        ShopDatabases.createSource(server, name, new SampleShop(SIZE, 7));
        OrderAddresses.name(server, name);
        return name;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SeedShop.class.getResourceAsStream("/seeds/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes to the shop by a seed. The connection is the caller's. */
    AnyTableWorkload workload(Target target, Connection connection, long seed, Set<EditKind> kinds)
            throws SQLException {
        try (MigrationContext context = MigrationContext.open(target.config())) {
            addUniqueKeys(connection, context.plan());
        }
        try (MigrationContext context = MigrationContext.open(target.config())) {
            return new AnyTableWorkload(connection, context.plan(), seed, kinds);
        }
    }

    /** Of two rows that only the target finds equal one stays, and which depends on the order: here the source refuses the other. */
    private static void addUniqueKeys(Connection connection, MigrationPlan plan) throws SQLException {
        for (TablePlan table : plan.tables()) {
            for (UniqueKey key : table.target().uniqueKeys()) {
                List<Column> columns = key.columns().stream()
                        .flatMap(column -> table.copies().stream()
                                .filter(copy -> copy.target().equals(column)))
                        .flatMap(copy -> table.source().column(copy.source()).stream())
                        .toList();
                if (columns.size() == key.columns().size() && !isUnique(table.source(), columns)) {
                    String sql = "ALTER TABLE " + table.source().name() + " ADD UNIQUE ("
                            + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ")";
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                }
            }
        }
    }

    private static boolean isUnique(Table table, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        return names.containsAll(table.primaryKey())
                || table.uniqueKeys().stream().anyMatch(key -> names.containsAll(key.columns()));
    }

    Connection connect() throws SQLException {
        return server.connect(source);
    }

    /** Uses the sample shop as its customers do, from two connections and in one long transaction, until it is closed. */
    Optional<Workload> customers(long seed) {
        if (isReference) {
            return Optional.empty();
        }
        Database database = ShopDatabases.open(server, source, Side.SOURCE);
        var workload = new Workload(database, new WorkloadConfig(seed, 2, 20, 5, Duration.ofSeconds(2)));
        workload.start();
        return Optional.of(workload);
    }

    /** Looks whether a target shows nothing but cuts. Only the reference shop's orders have counted their items from the start. */
    TargetWatch watch(Target target) {
        try (MigrationContext context = MigrationContext.open(target.config())) {
            return new TargetWatch(target, context.plan(), isReference);
        }
    }

    /** An empty Magento 2 with a migration into it. */
    Target newTarget() throws Exception {
        String name;
        if (isReference) {
            name = Golden.target(server, "m2-empty");
        } else {
            name = Servers.freshDatabase(server);
            server.execute("DROP DATABASE " + name);
            ShopDatabases.createTarget(server, name, new SampleShop(SIZE, 7));
        }
        databases.add(name);
        databases.add("gangway_" + name);
        return new Target(name);
    }

    /** The tables of the tested target that differ from the expected one's. */
    List<TableDifference> differences(Target expected, Target tested) throws SQLException {
        try (Connection left = server.connect(expected.name);
                Connection right = server.connect(tested.name)) {
            return new DatabaseComparer(ComparisonRules.migratedShops().withNewPageRewrites()).compare(left, right);
        }
    }

    /** One migration of the shop. */
    final class Target {
        private final String name;

        private Target(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        Connection connect() throws SQLException {
            return server.connect(name);
        }

        MigrationConfig config() {
            Path home = Path.of(HOME);
            return MigrationConfig.load(
                    file(), new ConfigEnvironment(variables(), home, Optional.of(home)), new Problems());
        }

        Databases databases() {
            return Databases.of(config());
        }

        /**
         * Settings and data; capture begins before the first row is read when the stream is to follow. The sample shop lacks
         * attributes of a whole Magento: what the integrity check says of them is accepted.
         */
        void load(boolean followed) {
            MigrationConfig config = isReference ? config() : config().withOption(OptionName.AUTO_RESOLVE, "1");
            try (MigrationContext context = MigrationContext.open(config)) {
                CaptureStart start = followed ? context.captureStart() : CaptureStart.NONE;
                var run = new BulkRun(context, start, BulkListener.SILENT);
                run.run(Mode.SETTINGS);
                run.run(Mode.DATA);
            }
        }

        /** Starts the stream in a process of its own. */
        Process stream() throws IOException {
            var words = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Dgangway.home=" + HOME,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.gangway.app.Main",
                    "delta",
                    "--config",
                    file().toString());
            var builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                    folder.resolve("stream.log").toFile()));
            builder.environment().putAll(variables());
            return builder.start();
        }

        /** What all processes have said. */
        String log() throws IOException {
            Path file = folder.resolve("stream.log");
            return Files.exists(file) ? Files.readString(file) : "";
        }

        /** How many processes have come so far that changes are carried. */
        int streamsAtWork() throws IOException {
            return log().split("Changes are carried", -1).length - 1;
        }

        private Map<String, String> variables() {
            var variables = new HashMap<>(kind.variables());
            variables.putAll(Map.of(
                    "SOURCE_ID", name.replace('_', '-'),
                    "SOURCE_PORT", String.valueOf(server.port()),
                    "SOURCE_NAME", source,
                    "TARGET_PORT", String.valueOf(server.port()),
                    "TARGET_NAME", name,
                    "USER", server.user(),
                    "PASSWORD", server.password(),
                    "CAPTURE", capture,
                    "KAFKA", Servers.kafka().bootstrapServers(),
                    "REGISTRY", Servers.registry().url()));
            return variables;
        }
    }

    private Path file() {
        String name = isReference ? "config.xml" : "sample.xml";
        try {
            return Path.of(Objects.requireNonNull(SeedShop.class.getResource("/seeds/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        databases.forEach(name -> server.execute("DROP DATABASE IF EXISTS `" + name + "`"));
    }
}
