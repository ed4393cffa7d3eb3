package dev.gangway.sink;

import static org.awaitility.Awaitility.await;

import dev.gangway.core.schema.Side;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.events.TopicAdmin;
import dev.gangway.events.TopicSettings;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.sink.read.ReadLimits;
import dev.gangway.sink.write.TargetShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** A target database of its own with some tables, topics of its own, and sinks between them. */
final class SinkFixture implements AutoCloseable {
    private static final int PARTITIONS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String[] TABLES = {
        "CREATE TABLE parent (id INT PRIMARY KEY, code VARCHAR(20) UNIQUE, v VARCHAR(50)) ENGINE=InnoDB",
        "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, v JSON,"
                + " FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE) ENGINE=InnoDB",
        "CREATE TABLE grandchild (id INT PRIMARY KEY, child_id INT, v VARCHAR(50),"
                + " FOREIGN KEY (child_id) REFERENCES child (id) ON DELETE CASCADE) ENGINE=InnoDB",
        "CREATE TABLE note (id INT PRIMARY KEY, child_id INT NULL, v VARCHAR(50),"
                + " FOREIGN KEY (child_id) REFERENCES child (id) ON DELETE SET NULL) ENGINE=InnoDB"
    };

    final DatabaseServer server = Servers.mysql80();
    final Database database;
    final StateSchema state;
    final Feed feed;
    final Topics topics;
    int parkedLimit = 10_000;
    private final String name;
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    SinkFixture() {
        name = Servers.freshDatabase(server);
        server.executeIn(name, TABLES);
        topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));
        String bootstrap = Servers.kafka().bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var settings = new TopicSettings(PARTITIONS, (short) 1, "lz4", 1 << 20, Duration.ofDays(1));
            new TopicAdmin(admin, Duration.ofSeconds(60)).ensure(topics, settings);
        }
        database = new Database(DatabaseConfig.tcp(
                Side.DESTINATION, server.host(), server.port(), name, server.user(), Password.of(server.password())));
        state = new StateSchema(database, topics.sourceId());
        state.open();
        feed = new Feed(topics, PARTITIONS, registry, bootstrap);
    }

    Sink sink() {
        return sink(new ReadLimits(64 << 10, 8 << 10, 5_000));
    }

    Sink sink(ReadLimits limits) {
        var config = new SinkConfig(topics, Servers.kafka().bootstrapServers(), Map.of(), limits, "test");
        Sink sink = Sink.create(
                config,
                registry,
                state,
                new TargetShape(SchemaInspector.inspect(database), DerivationSet.NONE, "plan-1", parkedLimit));
        sink.start();
        return sink;
    }

    List<List<@Nullable String>> rows(String table) {
        return server.query("SELECT * FROM `" + name + "`.`" + table + "` ORDER BY 1");
    }

    /** Source table, applied, coalesced, filtered, parked. */
    List<List<@Nullable String>> ledger() {
        return server.query("SELECT table_name, SUM(applied), SUM(coalesced), SUM(filtered), SUM(parked) FROM "
                + state.table("ledger") + " GROUP BY 1 ORDER BY 1");
    }

    /** Table, column, reason, occurrences. */
    List<List<@Nullable String>> losses() {
        return server.query("SELECT table_name, column_name, reason, SUM(occurrences) FROM " + state.table("loss")
                + " WHERE mode = 'delta' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3");
    }

    List<List<@Nullable String>> query(String sql) {
        return server.query(sql.replace("${state}", state.name()).replace("${target}", name));
    }

    /** Waits until a transaction waits for a lock; returns its connection. */
    String awaitLockWait() {
        String waiting = "SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
        return String.valueOf(await().atMost(LIMIT)
                .until(() -> query(waiting), rows -> !rows.isEmpty())
                .get(0)
                .get(0));
    }

    void execute(String sql) {
        server.execute(sql.replace("${state}", state.name()).replace("${target}", name));
    }

    @Override
    public void close() {
        feed.close();
        state.drop();
        server.execute("DROP DATABASE `" + name + "`");
    }
}
