package dev.gangway.cdc.debezium;

import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.MySqlChangeEventSourceFactory;
import io.debezium.connector.mysql.MySqlChangeEventSourceMetricsFactory;
import io.debezium.connector.mysql.MySqlConnector;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlErrorHandler;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.jdbc.MySqlConnection;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import io.debezium.connector.mysql.jdbc.MySqlFieldReaderResolver;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.util.Clock;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Debezium's parts for MySQL, with our converters and our streaming source among them. */
final class MySqlParts implements ConnectorParts<MySqlPartition, MySqlOffsetContext, MySqlDatabaseSchema> {
    private final Configuration raw;
    private final MySqlConnectorConfig config;
    private final MySqlTaskContext context;

    MySqlParts(Configuration raw) {
        this.raw = raw;
        this.config = new MySqlConnectorConfig(raw);
        this.context = new MySqlTaskContext(raw, config);
    }

    @Override
    public Class<? extends SourceConnector> connector() {
        return MySqlConnector.class;
    }

    @Override
    public MySqlConnectorConfig config() {
        return config;
    }

    @Override
    public MySqlTaskContext context() {
        return context;
    }

    @Override
    public MySqlPartition.Provider partitions() {
        return new MySqlPartition.Provider(config, raw);
    }

    @Override
    public MySqlOffsetContext.Loader offsets() {
        return new MySqlOffsetContext.Loader(config);
    }

    @Override
    public ExactMySqlConverters converters() {
        return new ExactMySqlConverters(config);
    }

    @Override
    public BinlogConnectorConnection connect() {
        return new MySqlConnection(new MySqlConnectionConfiguration(raw), MySqlFieldReaderResolver.resolve(config));
    }

    @Override
    @SuppressWarnings("unchecked") // the naming strategy is configured by class name
    public MySqlDatabaseSchema schema(boolean caseSensitive) {
        return new MySqlDatabaseSchema(
                config,
                converters(),
                config.getTopicNamingStrategy(MySqlConnectorConfig.TOPIC_NAMING_STRATEGY),
                config.schemaNameAdjuster(),
                caseSensitive,
                config.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                context);
    }

    @Override
    public ErrorHandler errors(ChangeEventQueue<DataChangeEvent> records, @Nullable ErrorHandler before) {
        return new MySqlErrorHandler(config, records, before);
    }

    @Override
    public EventSources<MySqlPartition, MySqlOffsetContext> sources(
            StreamSurroundings<MySqlPartition, MySqlDatabaseSchema> around) {
        var metrics = new MySqlStreamingChangeEventSourceMetrics(
                context, around.records(), around.metadata(), around.schema()::dataCollectionIds, around.client());
        var debezium = new MySqlChangeEventSourceFactory(
                config,
                around.connections(),
                around.errors(),
                around.dispatcher(),
                Clock.system(),
                around.schema(),
                context,
                metrics,
                around.records(),
                around.snapshotters(),
                around.client());
        return new EventSources<>(
                debezium,
                () -> new ExactMySqlStream(config, context, around, metrics),
                around.records(),
                new MySqlChangeEventSourceMetricsFactory(metrics));
    }
}
