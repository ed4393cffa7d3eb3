package dev.gangway.it;

import dev.gangway.app.Main;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.KafkaServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A sample shop on the shared servers with a migration of its own. Commands that a test may kill run in child JVMs, the others in
 * this one, which is warm.
 */
final class LiveShop implements AutoCloseable {
    private static final String HOME = System.getProperty("gangway.home", "");

    private static final UnaryOperator<String> MAPPED = UnaryOperator.identity();
    private static final UnaryOperator<String> DERIVED = text -> text.replace(
                    "<steps mode=\"data\">", "<steps mode=\"data\">" + step("Customer Attributes Step", "Customer"))
            .replace(
                    "</steps>\n    <steps mode=\"delta\">",
                    step("OrderGrids Step", "OrderGrids") + step("Tier Price Step", "TierPrice")
                            + "</steps>\n    <steps mode=\"delta\">")
            .replace(
                    "</options>",
                    option("customer_map_file", "map-customer")
                            + option("customer_attribute_groups_file", "customer-attribute-groups")
                            + option("customer_document_groups_file", "customer-document-groups")
                            + option("order_grids_document_groups_file", "order-grids-document-groups")
                            + option("tier_price_map_file", "map-tier-price")
                            + "<auto_resolve>1</auto_resolve></options>");

    private static final UnaryOperator<String> WITH_STRUCTURE =
            text -> text.replace("<steps mode=\"data\">", "<steps mode=\"data\">" + step("EAV Step", "Eav"))
                    .replace(
                            "</options>",
                            option("eav_map_file", "map-eav")
                                    + option("eav_document_groups_file", "eav-document-groups")
                                    + option("eav_attribute_groups_file", "eav-attribute-groups") + "</options>");

    private final DatabaseServer server;
    private final DatabaseServer destination;
    private final KafkaServer kafka;
    private final String id = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final String sourceName = "src_" + id.replace('-', '_');
    private final String capture;
    private final Path folder;
    private final List<String> databases = new ArrayList<>();

    LiveShop(String capture, Path folder) {
        this(capture, folder, Servers.mariadb(), Servers.mariadb(), Servers.kafka());
    }

    /** A shop on servers of the caller's, who closes them. */
    LiveShop(String capture, Path folder, DatabaseServer source, DatabaseServer destination, KafkaServer kafka) {
        this.capture = capture;
        this.folder = folder;
        this.server = source;
        this.destination = destination;
        this.kafka = kafka;
        ShopDatabases.createSource(server, sourceName, shop());
        databases.add(sourceName);
        OrderAddresses.name(server, sourceName);
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

    /** Changes the source. */
    void execute(String... statements) {
        server.executeIn(sourceName, statements);
    }

    /** A fresh target with a migration into it that knows nothing of other migrations. */
    Target newTarget(String name) {
        return newTarget(name, MAPPED);
    }

    /** The same with customers, order grids and tier prices, which steps of their own carry. */
    Target newTargetWithDerivedRows(String name) {
        return newTarget(name, DERIVED);
    }

    /** The same with the attribute structure, which the attribute step decides. */
    Target newTargetWithStructure(String name) {
        return newTarget(name, WITH_STRUCTURE);
    }

    /** Both at once. */
    Target newTargetWithDerivedRowsAndStructure(String name) {
        return newTarget(name, text -> WITH_STRUCTURE.apply(DERIVED.apply(text)));
    }

    private Target newTarget(String name, UnaryOperator<String> config) {
        String database = name + "_" + id.replace('-', '_');
        ShopDatabases.createTarget(destination, database, shop());
        databases.add(database);
        databases.add("gangway_" + database);
        return new Target(database, config);
    }

    private static String step(String title, String name) {
        String kind = "Migration\\Step\\" + name + "\\";
        return "<step title=\"" + title + "\"><integrity>" + kind + "Integrity</integrity><data>" + kind
                + "Data</data></step>";
    }

    private static String option(String name, String file) {
        return "<" + name + ">etc/parts/" + file + ".xml</" + name + ">";
    }

    /** One migration of the shop. */
    final class Target {
        private final String database;
        private final Path file;

        Target(String database, UnaryOperator<String> config) {
            this.database = database;
            this.file = folder.resolve(database + ".xml");
            writeConfig(config);
        }

        private void writeConfig(UnaryOperator<String> config) {
            try (InputStream template = SampleShop.class.getResourceAsStream("demo.xml")) {
                String text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                        .replace("<source-id>demo<", "<source-id>" + database.replace('_', '-') + "<")
                        .replace("name=\"shop\"", "name=\"" + sourceName + "\"")
                        .replace("name=\"magento2\"", "name=\"" + database + "\"");
                for (Map.Entry<String, String> variable : variables().entrySet()) {
                    text = text.replace("${env:" + variable.getKey() + "}", variable.getValue());
                }
                Files.writeString(file, config.apply(text));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String database() {
            return database;
        }

        /** Changes the target behind everybody's back, without its foreign keys. */
        void execute(String... statements) {
            var all = new ArrayList<>(List.of("SET foreign_key_checks = 0"));
            all.addAll(List.of(statements));
            destination.executeIn(database, all.toArray(String[]::new));
        }

        /** Asks for rows of the source to be sent again. */
        void request(String table, List<? extends Map<String, ?>> keys) {
            new ReemitStore(Databases.of(config()).state()).request("repair", "a test", table, keys);
        }

        /** Runs a command to its end in this JVM; what it says is part of the failure. */
        void run(String... command) {
            var said = new StringWriter();
            var writer = new PrintWriter(said);
            int exit = Main.execute(writer, writer, words(command));
            if (exit != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + exit + ":\n" + said);
            }
        }

        private String[] words(String... command) {
            var words = new ArrayList<>(List.of(command));
            words.addAll(List.of("--config", file.toString()));
            return words.toArray(String[]::new);
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
            words.addAll(List.of(words(command)));
            var builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
            try {
                return builder.start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private Map<String, String> variables() {
            return Map.of(
                    "DEMO_SOURCE_PORT", String.valueOf(server.port()),
                    "DEMO_TARGET_PORT", String.valueOf(destination.port()),
                    "DEMO_USER", server.user(),
                    "DEMO_PASSWORD", server.password(),
                    "DEMO_CAPTURE", capture,
                    "DEMO_KAFKA", kafka.bootstrapServers(),
                    "DEMO_REGISTRY", Servers.registry().url());
        }

        MigrationConfig config() {
            return MigrationConfig.load(file, ConfigEnvironment.ofProcess(), new Problems());
        }

        /** Rows of this target that are not what the plan makes of the source now. */
        DiffResult differencesThroughPlan() {
            return GoldenDiffIT.diff(config());
        }

        /** Changes that were written to the target. */
        long applied() throws SQLException {
            Databases both = Databases.of(config());
            try (Connection connection = both.target().open()) {
                return new LedgerStore(both.state())
                        .totals(connection).stream()
                                .mapToLong(LedgerEntry::applied)
                                .sum();
            }
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
        for (String name : databases) {
            String drop = "DROP DATABASE IF EXISTS `" + name + "`";
            server.execute(drop);
            destination.execute(drop);
        }
    }
}
