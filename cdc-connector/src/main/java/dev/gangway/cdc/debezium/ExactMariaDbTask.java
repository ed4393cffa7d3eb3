package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.DebeziumException;
import io.debezium.bean.StandardBeanNames;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.connector.binlog.BinlogEventMetadataProvider;
import io.debezium.connector.binlog.BinlogSourceTask;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.common.DebeziumHeaderProducer;
import io.debezium.connector.mariadb.MariaDbChangeEventSourceFactory;
import io.debezium.connector.mariadb.MariaDbConnector;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbErrorHandler;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.Module;
import io.debezium.connector.mariadb.jdbc.MariaDbConnection;
import io.debezium.connector.mariadb.jdbc.MariaDbConnectionConfiguration;
import io.debezium.connector.mariadb.jdbc.MariaDbFieldReader;
import io.debezium.connector.mariadb.metrics.MariaDbChangeEventSourceMetricsFactory;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.document.DocumentReader;
import io.debezium.heartbeat.HeartbeatFactory;
import io.debezium.jdbc.DefaultMainConnectionProvidingConnectionFactory;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.SignalProcessor;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaFactory;
import io.debezium.schema.SchemaNameAdjuster;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.spi.snapshot.Snapshotter;
import io.debezium.spi.topic.TopicNamingStrategy;
import io.debezium.util.Clock;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium's task wired with our converters and our streaming source. It follows {@code MariaDbConnectorTask} of Debezium 3.5,
 * which builds everything inside one method and leaves no other place to put them in.
 */
public final class ExactMariaDbTask extends BinlogSourceTask<MariaDbPartition, MariaDbOffsetContext> {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExactMariaDbTask.class);

    private final BinlogEventMetadataProvider metadata = new BinlogEventMetadataProvider();
    private volatile @Nullable ErrorHandler errors;
    private volatile @Nullable BinlogConnectorConnection connection;
    private volatile @Nullable BinlogConnectorConnection beanConnection;
    private volatile @Nullable MariaDbDatabaseSchema schema;
    private volatile @Nullable ChangeEventQueue<DataChangeEvent> queue;

    // Set by preStart, which the base class calls before start.
    @SuppressWarnings("NullAway.Init")
    private MariaDbConnectorConfig config;

    @SuppressWarnings("NullAway.Init")
    private MariaDbTaskContext context;

    @Override
    public String version() {
        return Module.version();
    }

    @Override
    protected String connectorName() {
        return Module.name();
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return MariaDbConnectorConfig.ALL_FIELDS;
    }

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration raw) {
        config = new MariaDbConnectorConfig(raw);
        context = new MariaDbTaskContext(raw, config);
        return context;
    }

    @Override
    @SuppressWarnings("unchecked") // the naming strategy is configured by class name
    protected ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> start(Configuration raw) {
        MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections =
                new DefaultMainConnectionProvidingConnectionFactory<>(() -> connect(raw));
        BinlogConnectorConnection main = connections.mainConnection();
        connection = main;
        Offsets<MariaDbPartition, MariaDbOffsetContext> offsets =
                getPreviousOffsets(new MariaDbPartition.Provider(config, raw), new MariaDbOffsetContext.Loader(config));
        registerServiceProviders(config.getServiceRegistry());
        var converters = new ExactMariaDbConverters(config);
        TopicNamingStrategy<TableId> names =
                config.getTopicNamingStrategy(MariaDbConnectorConfig.TOPIC_NAMING_STRATEGY);
        MariaDbDatabaseSchema tables = new MariaDbDatabaseSchema(
                config,
                converters,
                names,
                config.schemaNameAdjuster(),
                main.isTableIdCaseSensitive(),
                config.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                context);
        schema = tables;
        registerBeans(raw, connections, tables, converters, offsets);
        SnapshotterService snapshotters = config.getServiceRegistry().tryGetService(SnapshotterService.class);
        Snapshotter snapshotter = snapshotters.getSnapshotter();
        validateBinlogConfiguration(snapshotter, main);
        validateSchemaHistory(config, main::validateLogPosition, offsets, tables, snapshotter);
        withoutAutoCommit(main);
        return coordinator(raw, connections, offsets, tables, names, snapshotters);
    }

    private MariaDbConnection connect(Configuration raw) {
        return new MariaDbConnection(new MariaDbConnectionConfiguration(raw), new MariaDbFieldReader(config));
    }

    private static void withoutAutoCommit(BinlogConnectorConnection main) {
        try {
            main.execute("SELECT 1");
            main.setAutoCommit(false);
        } catch (SQLException e) {
            throw new DebeziumException("The connection broke while the tables' structures were read", e);
        }
    }

    private void registerBeans(
            Configuration raw,
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            MariaDbDatabaseSchema tables,
            ExactMariaDbConverters converters,
            Offsets<MariaDbPartition, MariaDbOffsetContext> offsets) {
        BinlogConnectorConnection own = connections.newConnection();
        beanConnection = own;
        var beans = config.getBeanRegistry();
        beans.add(StandardBeanNames.CONFIGURATION, raw);
        beans.add(StandardBeanNames.CONNECTOR_CONFIG, config);
        beans.add(StandardBeanNames.DATABASE_SCHEMA, tables);
        beans.add(StandardBeanNames.JDBC_CONNECTION, own);
        beans.add(StandardBeanNames.VALUE_CONVERTER, converters);
        beans.add(StandardBeanNames.OFFSETS, offsets);
        beans.add(StandardBeanNames.CDC_SOURCE_TASK_CONTEXT, context);
    }

    private ChangeEventQueue<DataChangeEvent> newQueue() {
        return new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(config.getPollInterval())
                .maxBatchSize(config.getMaxBatchSize())
                .maxQueueSize(config.getMaxQueueSize())
                .maxQueueSizeInBytes(config.getMaxQueueSizeInBytes())
                .queueProvider(new DefaultQueueProvider<>(config.getMaxQueueSize()))
                .loggingContextSupplier(() -> context.configureLoggingContext("gangway-capture"))
                .buffering()
                .build();
    }

    private ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> coordinator(
            Configuration raw,
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            Offsets<MariaDbPartition, MariaDbOffsetContext> offsets,
            MariaDbDatabaseSchema tables,
            TopicNamingStrategy<TableId> names,
            SnapshotterService snapshotters) {
        ChangeEventQueue<DataChangeEvent> records = newQueue();
        queue = records;
        ErrorHandler handler = new MariaDbErrorHandler(config, records, errors);
        errors = handler;
        var signals = new SignalProcessor<MariaDbPartition, MariaDbOffsetContext>(
                MariaDbConnector.class,
                config,
                Map.of(),
                getAvailableSignalChannels(),
                DocumentReader.defaultReader(),
                offsets);
        EventDispatcher<MariaDbPartition, TableId> dispatcher = dispatcher(raw, records, tables, names, signals);
        var client =
                new BinaryLogClient(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
        var metrics = new MariaDbStreamingChangeEventSourceMetrics(
                context, records, metadata, tables::dataCollectionIds, client);
        var notifications = new NotificationService<MariaDbPartition, MariaDbOffsetContext>(
                getNotificationChannels(), config, SchemaFactory.get(), dispatcher::enqueueNotification);
        var factory = new Factory(
                config, connections, handler, dispatcher, tables, context, metrics, records, snapshotters, client);
        var coordinator = new ChangeEventSourceCoordinator<>(
                offsets,
                handler,
                MariaDbConnector.class,
                config,
                factory,
                new MariaDbChangeEventSourceMetricsFactory(metrics),
                dispatcher,
                tables,
                signals,
                notifications,
                snapshotters);
        coordinator.start(context, records, metadata);
        return coordinator;
    }

    private EventDispatcher<MariaDbPartition, TableId> dispatcher(
            Configuration raw,
            ChangeEventQueue<DataChangeEvent> records,
            MariaDbDatabaseSchema tables,
            TopicNamingStrategy<TableId> names,
            SignalProcessor<MariaDbPartition, MariaDbOffsetContext> signals) {
        SchemaNameAdjuster adjuster = config.schemaNameAdjuster();
        return new EventDispatcher<>(
                config,
                names,
                tables,
                records,
                config.getTableFilters().dataCollectionFilter(),
                DataChangeEvent::new,
                null,
                metadata,
                new HeartbeatFactory<>()
                        .getScheduledHeartbeat(config, () -> connect(raw), new BinlogHeartbeatErrorHandler(), records),
                adjuster,
                signals,
                config.getServiceRegistry().tryGetService(DebeziumHeaderProducer.class));
    }

    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
        ChangeEventQueue<DataChangeEvent> records = queue;
        return records == null
                ? List.of()
                : records.poll().stream().map(DataChangeEvent::getRecord).toList();
    }

    @Override
    protected Optional<ErrorHandler> getErrorHandler() {
        return Optional.ofNullable(errors);
    }

    @Override
    protected void doStop() {
        close(connection);
        close(beanConnection);
        MariaDbDatabaseSchema tables = schema;
        if (tables != null) {
            tables.close();
        }
    }

    private static void close(@Nullable BinlogConnectorConnection open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            LOGGER.atWarn().setCause(e).log("Connection of the capture engine not closed cleanly");
        }
    }

    /** Debezium's factory with our streaming source. */
    private static final class Factory extends MariaDbChangeEventSourceFactory {
        private final java.util.function.Supplier<ExactMariaDbStream> stream;

        @SuppressWarnings("checkstyle:ParameterNumber")
        Factory(
                MariaDbConnectorConfig config,
                MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
                ErrorHandler errors,
                EventDispatcher<MariaDbPartition, TableId> dispatcher,
                MariaDbDatabaseSchema tables,
                MariaDbTaskContext context,
                MariaDbStreamingChangeEventSourceMetrics metrics,
                ChangeEventQueue<DataChangeEvent> records,
                SnapshotterService snapshotters,
                BinaryLogClient client) {
            super(
                    config,
                    connections,
                    errors,
                    dispatcher,
                    Clock.system(),
                    tables,
                    context,
                    metrics,
                    records,
                    snapshotters,
                    client);
            this.stream = () -> {
                records.disableBuffering();
                return new ExactMariaDbStream(
                        config,
                        connections.mainConnection(),
                        dispatcher,
                        errors,
                        context,
                        tables,
                        metrics,
                        snapshotters,
                        client);
            };
        }

        @Override
        public StreamingChangeEventSource<MariaDbPartition, MariaDbOffsetContext> getStreamingChangeEventSource() {
            return stream.get();
        }
    }
}
