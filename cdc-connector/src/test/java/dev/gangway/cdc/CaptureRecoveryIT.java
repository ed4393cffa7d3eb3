package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.cdc.binlog.BinlogChangeSource;
import dev.gangway.cdc.binlog.BinlogSettings;
import dev.gangway.cdc.binlog.BinlogStart;
import dev.gangway.cdc.triggers.TriggerLog;
import dev.gangway.cdc.triggers.TriggerLogChangeSource;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import dev.gangway.embedded.Servers;
import dev.gangway.events.TopicAdmin;
import dev.gangway.events.TopicSettings;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.schema.SchemaInspector;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Capture goes on by itself after the source's server died and came back. */
@NullUnmarked
class CaptureRecoveryIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static DatabaseServer server;

    @BeforeAll
    static void startServer() {
        server = DatabaseServer.start(DatabaseFlavor.MARIADB_11_4, ServerOptions.defaults());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void binlogCaptureSurvivesTheDeathOfTheServer() {
        Database database = database();
        var tables =
                new CapturedTables(database, SchemaInspector.inspect(database).tables());
        BinlogStart start = BinlogStart.record(database, tables);
        Topics topics = topics();
        var settings = BinlogSettings.of(topics.sourceId(), Servers.kafka().bootstrapServers())
                .withCreateStatements(start.createStatements());
        survives(
                database,
                tables,
                topics,
                () -> new BinlogChangeSource(database, tables, settings),
                BinlogChangeSource.initial(start.point()));
    }

    @Test
    void binlogCaptureFindsASilentConnectionAndConnectsAnew() {
        try (var proxy = new StallingProxy(server.host(), server.port())) {
            String schema = database().config().name();
            var database = new Database(DatabaseConfig.tcp(
                    Side.SOURCE, "127.0.0.1", proxy.port(), schema, server.user(), Password.of(server.password())));
            var tables = new CapturedTables(
                    database, SchemaInspector.inspect(database).tables());
            BinlogStart start = BinlogStart.record(database, tables);
            Topics topics = topics();
            var settings = BinlogSettings.of(topics.sourceId(), Servers.kafka().bootstrapServers())
                    .withCreateStatements(start.createStatements());
            var config = CdcConfig.of(topics, Servers.kafka().bootstrapServers(), 2);
            try (var connector = new CdcConnector(
                    config,
                    tables,
                    new InMemorySchemaRegistry(),
                    () -> new BinlogChangeSource(database, tables, settings),
                    BinlogChangeSource.initial(start.point()))) {
                connector.start();
                server.executeIn(schema, "INSERT INTO customer_entity VALUES (1, 'a')");
                awaitCaptured(connector, 1);
                proxy.stall();
                server.executeIn(schema, "INSERT INTO customer_entity VALUES (2, 'b')");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> connector.status().state() == CaptureState.RETRYING);
                assertThat(connector.status().error())
                        .hasMessageContaining("open and silent")
                        .extracting("code")
                        .isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
                awaitCaptured(connector, 2);
            }
        }
    }

    @Test
    void triggerCaptureSurvivesTheDeathOfTheServer() {
        Database database = database();
        var tables =
                new CapturedTables(database, SchemaInspector.inspect(database).tables());
        new TriggerLog(database, tables).install();
        survives(
                database,
                tables,
                topics(),
                () -> new TriggerLogChangeSource(database, tables, PieceLimits.DEFAULT, Duration.ofMillis(500)),
                TriggerLogChangeSource.initial());
    }

    private static Database database() {
        String schema = Servers.freshDatabase(server);
        server.executeIn(schema, "CREATE TABLE customer_entity (entity_id INT PRIMARY KEY, email VARCHAR(99))");
        return new Database(DatabaseConfig.tcp(
                Side.SOURCE, server.host(), server.port(), schema, server.user(), Password.of(server.password())));
    }

    private static Topics topics() {
        var topics = new Topics("rec-" + UUID.randomUUID().toString().substring(0, 8));
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()))) {
            new TopicAdmin(admin, Duration.ofSeconds(30)).ensure(topics, TopicSettings.DEFAULT);
        }
        return topics;
    }

    private static void survives(
            Database database,
            CapturedTables tables,
            Topics topics,
            Supplier<ChangeSource> sources,
            Checkpoint initial) {
        var config = CdcConfig.of(topics, Servers.kafka().bootstrapServers(), 2);
        String schema = database.config().name();
        try (var connector = new CdcConnector(config, tables, new InMemorySchemaRegistry(), sources, initial)) {
            connector.start();
            server.executeIn(schema, "INSERT INTO customer_entity VALUES (1, 'a'), (2, 'b')");
            awaitCaptured(connector, 2);
            server.kill();
            await().atMost(LIMIT).until(() -> connector.status().state() == CaptureState.RETRYING);
            assertThat(connector.status().error().code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
            server.restart();
            server.executeIn(schema, "INSERT INTO customer_entity VALUES (3, 'c')", "DELETE FROM customer_entity");
            await().atMost(LIMIT).until(() -> connector.status().state() == CaptureState.RUNNING);
            SourcePosition target = connector.drainTarget();
            await().atMost(LIMIT).until(() -> !target.isAfter(connector.status().watermark()));
            assertThat(connector.status().capturedTotal()).isGreaterThanOrEqualTo(5);
        }
    }

    private static void awaitCaptured(CdcConnector connector, long count) {
        await().atMost(LIMIT).until(() -> connector.status().capturedTotal() == count);
    }
}
