package dev.gangway.cdc.debezium;

import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mariadb.MariaDbChangeEventSourceFactory;
import io.debezium.connector.mariadb.MariaDbConnector;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbErrorHandler;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.jdbc.MariaDbConnection;
import io.debezium.connector.mariadb.jdbc.MariaDbConnectionConfiguration;
import io.debezium.connector.mariadb.jdbc.MariaDbFieldReader;
import io.debezium.connector.mariadb.metrics.MariaDbChangeEventSourceMetricsFactory;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.history.HistoryRecordComparator;
import io.debezium.util.Clock;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/** Debezium's parts for MariaDB, with our converters and our streaming source among them. */
final class MariaDbParts implements ConnectorParts<MariaDbPartition, MariaDbOffsetContext, MariaDbDatabaseSchema> {
    private final Configuration raw;
    private final MariaDbConnectorConfig config;
    private final MariaDbTaskContext context;

    MariaDbParts(Configuration raw) {
        this.raw = raw;
        this.config = new MariaDbConnectorConfig(raw) {
            @Override
            public HistoryRecordComparator getHistoryRecordComparator() {
                return new MariaDbPlaces();
            }
        };
        this.context = new MariaDbTaskContext(raw, config);
    }

    @Override
    public Class<? extends SourceConnector> connector() {
        return MariaDbConnector.class;
    }

    @Override
    public MariaDbConnectorConfig config() {
        return config;
    }

    @Override
    public MariaDbTaskContext context() {
        return context;
    }

    @Override
    public MariaDbPartition.Provider partitions() {
        return new MariaDbPartition.Provider(config, raw);
    }

    @Override
    public MariaDbOffsetContext.Loader offsets() {
        return new MariaDbOffsetContext.Loader(config);
    }

    @Override
    public ExactMariaDbConverters converters() {
        return new ExactMariaDbConverters(config);
    }

    @Override
    public BinlogConnectorConnection connect() {
        return new MariaDbConnection(new MariaDbConnectionConfiguration(raw), new MariaDbFieldReader(config));
    }

    @Override
    @SuppressWarnings("unchecked") // the naming strategy is configured by class name
    public MariaDbDatabaseSchema schema(boolean caseSensitive) {
        return new MariaDbDatabaseSchema(
                config,
                converters(),
                config.getTopicNamingStrategy(MariaDbConnectorConfig.TOPIC_NAMING_STRATEGY),
                config.schemaNameAdjuster(),
                caseSensitive,
                config.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                context);
    }

    @Override
    public ErrorHandler errors(ChangeEventQueue<DataChangeEvent> records, @Nullable ErrorHandler before) {
        return new MariaDbErrorHandler(config, records, before);
    }

    @Override
    public EventSources<MariaDbPartition, MariaDbOffsetContext> sources(
            StreamSurroundings<MariaDbPartition, MariaDbDatabaseSchema> around) {
        var metrics = new MariaDbStreamingChangeEventSourceMetrics(
                context, around.records(), around.metadata(), around.schema()::dataCollectionIds, around.client());
        var debezium = new MariaDbChangeEventSourceFactory(
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
                () -> new ExactMariaDbStream(config, context, around, metrics),
                around.records(),
                new MariaDbChangeEventSourceMetricsFactory(metrics));
    }
}
