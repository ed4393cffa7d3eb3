package dev.gangway.it;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.compare.PlanComparer;
import dev.gangway.mysql.compare.TableComparison;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A sample shop on the shared servers with a migration of its own, whose commands run in child JVMs, so that they can be killed.
 */
final class LiveShop implements AutoCloseable {
    private static final String HOME = System.getProperty("gangway.home", "");

    private final DatabaseServer server = Servers.mariadb();
    private final String id = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final String sourceName = "src_" + id.replace('-', '_');
    private final String capture;
    private final Path folder;
    private final List<String> databases = new ArrayList<>();

    LiveShop(String capture, Path folder) {
        this.capture = capture;
        this.folder = folder;
        ShopDatabases.createSource(server, sourceName, shop());
        databases.add(sourceName);
    }

    private static SampleShop shop() {
        return new SampleShop(ShopSize.SMALL, 7);
    }

    Database source() {
        return ShopDatabases.open(server, sourceName, Side.SOURCE);
    }

    DatabaseServer server() {
        return server;
    }

    /** A fresh target with a migration into it that knows nothing of other migrations. */
    Target newTarget(String name) {
        String database = name + "_" + id.replace('-', '_');
        ShopDatabases.createTarget(server, database, shop());
        databases.add(database);
        databases.add("gangway_" + database);
        return new Target(database);
    }

    /** One migration of the shop. */
    final class Target {
        private final String database;
        private final Path file;

        Target(String database) {
            this.database = database;
            this.file = folder.resolve(database + ".xml");
            writeConfig();
        }

        private void writeConfig() {
            try (InputStream template = SampleShop.class.getResourceAsStream("demo.xml")) {
                String text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                        .replace("<source-id>demo<", "<source-id>" + database.replace('_', '-') + "<")
                        .replace("name=\"shop\"", "name=\"" + sourceName + "\"")
                        .replace("name=\"magento2\"", "name=\"" + database + "\"");
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String database() {
            return database;
        }

        /** Runs a command to its end; its output is part of the failure. */
        void run(String... command) throws InterruptedException {
            Process process = start(command);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + exit + ":\n" + log());
            }
        }

        /** Starts a command in a JVM of its own; its output goes to a file. */
        Process start(String... command) {
            var words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dgangway.home=" + HOME,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.gangway.app.Main"));
            words.addAll(List.of(command));
            words.addAll(List.of("--config", file.toString()));
            var builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
            builder.environment().putAll(variables());
            try {
                return builder.start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private String log() {
            try {
                List<String> lines = Files.readAllLines(folder.resolve("log"));
                return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
            } catch (IOException e) {
                return "no log: " + e.getMessage();
            }
        }

        private Map<String, String> variables() {
            return Map.of(
                    "DEMO_SOURCE_PORT", String.valueOf(server.port()),
                    "DEMO_TARGET_PORT", String.valueOf(server.port()),
                    "DEMO_USER", server.user(),
                    "DEMO_PASSWORD", server.password(),
                    "DEMO_CAPTURE", capture,
                    "DEMO_KAFKA", Servers.kafka().bootstrapServers(),
                    "DEMO_REGISTRY", Servers.registry().url());
        }

        private MigrationConfig config() {
            var environment = new ConfigEnvironment(variables(), Path.of(HOME), Optional.of(Path.of(HOME)));
            return MigrationConfig.load(file, environment, new Problems());
        }

        /** Tables of this target that are not what the plan makes of the source now. */
        List<TableComparison> differencesThroughPlan() {
            Databases both = Databases.of(config());
            var plan = PlanSource.read(config(), both).compile();
            return new PlanComparer(both.source(), both.target(), plan)
                    .compareAll(table -> {}).stream()
                            .filter(table -> !table.isEqual())
                            .toList();
        }

        /** Captured changes less those that were applied, coalesced, filtered or parked; then the parked ones. */
        List<Long> openAndParked() throws SQLException {
            Databases both = Databases.of(config());
            var ledger = new LedgerStore(both.state());
            try (Connection connection = both.target().open()) {
                long captured = ledger.captured(connection).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                List<LedgerEntry> entries = ledger.totals(connection);
                long done = entries.stream()
                        .mapToLong(e -> e.applied() + e.coalesced() + e.filtered() + e.parked())
                        .sum();
                return List.of(
                        captured - done,
                        entries.stream().mapToLong(LedgerEntry::parked).sum());
            }
        }
    }

    @Override
    public void close() {
        databases.forEach(name -> server.execute("DROP DATABASE IF EXISTS `" + name + "`"));
    }
}
