package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.debezium.CheckpointOffsetStore;
import dev.gangway.cdc.debezium.ExactMariaDbConnector;
import dev.gangway.cdc.debezium.ExactMySqlConnector;
import dev.gangway.cdc.debezium.StreamWatch;
import dev.gangway.cdc.debezium.StructureHistory;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Tls;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the embedded engine's configuration. */
final class EngineProperties {
    static final String ENGINE = "gangway";
    private static final int SERVER_ID_FLOOR = 1_000_000;
    private static final int SERVER_ID_RANGE = 1_000_000_000;

    private static final int BATCH = 8192;
    private static final long QUEUE_BYTES = 32L << 20;

    private final Database source;
    private final CapturedTables tables;
    private final BinlogSettings settings;

    EngineProperties(Database source, CapturedTables tables, BinlogSettings settings) {
        this.source = source;
        this.tables = tables;
        this.settings = settings;
    }

    Properties from(BinlogOffset offset) {
        var p = new Properties();
        boolean mariaDb = source.flavor().isMariaDb();
        p.setProperty("name", ENGINE);
        p.setProperty("connector.class", (mariaDb ? ExactMariaDbConnector.class : ExactMySqlConnector.class).getName());
        p.setProperty("topic.prefix", settings.sourceId());
        p.setProperty("snapshot.mode", "no_data");
        p.setProperty("errors.max.retries", "0");
        connection(p, mariaDb);
        scope(p);
        values(p);
        pace(p);
        history(p);
        p.setProperty("offset.storage", CheckpointOffsetStore.class.getName());
        p.setProperty(
                CheckpointOffsetStore.KEY, BinlogOffset.json(List.of(ENGINE, Map.of("server", settings.sourceId()))));
        p.setProperty(CheckpointOffsetStore.VALUE, offset.json());
        return p;
    }

    private void connection(Properties p, boolean mariaDb) {
        DatabaseConfig config = source.config();
        p.setProperty("database.hostname", config.host());
        p.setProperty("database.port", Integer.toString(config.port()));
        p.setProperty("database.user", config.user());
        p.setProperty("database.password", config.password().reveal());
        p.setProperty(
                "database.server.id",
                Long.toString(settings.replica().serverId().orElseGet(this::ownServerId)));
        p.setProperty(
                StreamWatch.HEARTBEAT,
                Long.toString(settings.replica().heartbeat().toMillis()));
        p.setProperty("database.ssl.mode", sslMode(config.tls().mode(), mariaDb));
        source.keyStores().trusted().ifPresent(store -> {
            p.setProperty("database.ssl.truststore", store.file().toString());
            p.setProperty("database.ssl.truststore.password", store.password());
        });
        source.keyStores().own().ifPresent(store -> {
            p.setProperty("database.ssl.keystore", store.file().toString());
            p.setProperty("database.ssl.keystore.password", store.password());
        });
        if (!mariaDb) {
            p.setProperty("driver.allowPublicKeyRetrieval", "true");
        }
    }

    /** Differs per source-id and target database, so that two pipelines on one source do not throw each other out. */
    private long ownServerId() {
        int hash = (settings.sourceId() + "@" + source.config().address() + "#"
                        + ProcessHandle.current().pid())
                .hashCode();
        return SERVER_ID_FLOOR + Math.floorMod(hash, SERVER_ID_RANGE);
    }

    static String sslMode(Tls.Mode mode, boolean mariaDb) {
        if (!mariaDb) {
            return mode.name().toLowerCase(Locale.ROOT);
        }
        return switch (mode) {
            case DISABLED -> "disable";
            case PREFERRED, REQUIRED -> "trust";
            case VERIFY_CA -> "verify-ca";
            case VERIFY_IDENTITY -> "verify-full";
        };
    }

    private void scope(Properties p) {
        String database = source.config().name();
        p.setProperty("database.include.list", regex(database));
        p.setProperty(
                "table.include.list",
                tables.realNames().stream()
                        .map(table -> regex(database) + "\\." + regex(table))
                        .collect(Collectors.joining(",")));
        p.setProperty(StreamWatch.DATABASE, database);
        p.setProperty(StreamWatch.TABLES, String.join("\n", tables.realNames()));
        p.setProperty(
                StreamWatch.WITHOUT_TRANSACTIONS,
                tables.tables().stream()
                        .filter(table -> !table.isTransactional())
                        .map(tables::realName)
                        .collect(Collectors.joining("\n")));
        p.setProperty(
                StreamWatch.WRITTEN_BY_TRIGGERS,
                SourceTriggers.effects(source, tables).entrySet().stream()
                        .map(entry -> entry.getKey() + "\t" + String.join("\t", entry.getValue()))
                        .collect(Collectors.joining("\n")));
        p.setProperty("include.schema.changes", "false");
        p.setProperty("skipped.operations", "none");
        p.setProperty("tombstones.on.delete", "false");
    }

    /** Debezium splits the list at commas and matches without regard to case. */
    private static String regex(String name) {
        return Pattern.compile("[^A-Za-z0-9_]").matcher(name).replaceAll(found -> {
            String escaped = String.format(Locale.ROOT, "\\x{%x}", found.group().codePointAt(0));
            return java.util.regex.Matcher.quoteReplacement(escaped);
        });
    }

    private static void values(Properties p) {
        p.setProperty("decimal.handling.mode", "precise");
        p.setProperty("bigint.unsigned.handling.mode", "precise");
        p.setProperty("binary.handling.mode", "bytes");
        p.setProperty("time.precision.mode", "adaptive_time_microseconds");
        p.setProperty("enable.time.adjuster", "false");
        p.setProperty("inconsistent.schema.handling.mode", "fail");
        p.setProperty("event.processing.failure.handling.mode", "fail");
        p.setProperty("event.converting.failure.handling.mode", "fail");
    }

    private void pace(Properties p) {
        p.setProperty("max.queue.size", Integer.toString(4 * BATCH));
        p.setProperty("max.queue.size.in.bytes", Long.toString(QUEUE_BYTES));
        p.setProperty("max.batch.size", Integer.toString(BATCH));
        p.setProperty("poll.interval.ms", "50");
        p.setProperty("connect.keep.alive", "false"); // StreamWatch looks after the connection
        p.setProperty("offset.flush.interval.ms", "60000");
        p.setProperty("record.processing.threads", "1");
        p.setProperty("task.management.timeout.ms", "30000");
    }

    private void history(Properties p) {
        String prefix = "schema.history.internal.";
        p.setProperty("schema.history.internal", StructureHistory.class.getName());
        p.setProperty(prefix + "kafka.topic", settings.historyTopic());
        p.setProperty(prefix + "kafka.bootstrap.servers", settings.bootstrapServers());
        p.setProperty(prefix + "store.only.captured.tables.ddl", "false"); // copies that take a captured table's place
        p.setProperty(prefix + "store.only.captured.databases.ddl", "true");
        p.setProperty(prefix + "skip.unparseable.ddl", "true");
        settings.kafkaClient().forEach((name, value) -> {
            p.setProperty(prefix + "producer." + name, value);
            p.setProperty(prefix + "consumer." + name, value);
        });
    }
}
