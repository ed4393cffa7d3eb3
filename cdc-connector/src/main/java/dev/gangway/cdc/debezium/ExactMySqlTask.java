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
import io.debezium.connector.mysql.Module;
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
 * Debezium's task wired with our converters and our streaming source. It follows {@code MySqlConnectorTask} of Debezium 3.5,
 * which builds everything inside one method and leaves no other place to put them in.
 */
public final class ExactMySqlTask extends BinlogSourceTask<MySqlPartition, MySqlOffsetContext> {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExactMySqlTask.class);

    private final BinlogEventMetadataProvider metadata = new BinlogEventMetadataProvider();
    private volatile @Nullable ErrorHandler errors;
    private volatile @Nullable BinlogConnectorConnection connection;
    private volatile @Nullable BinlogConnectorConnection beanConnection;
    private volatile @Nullable MySqlDatabaseSchema schema;
    private volatile @Nullable ChangeEventQueue<DataChangeEvent> queue;

    // Set by preStart, which the base class calls before start.
    @SuppressWarnings("NullAway.Init")
    private MySqlConnectorConfig config;

    @SuppressWarnings("NullAway.Init")
    private MySqlTaskContext context;

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
        return MySqlConnectorConfig.ALL_FIELDS;
    }

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration raw) {
        config = new MySqlConnectorConfig(raw);
        context = new MySqlTaskContext(raw, config);
        return context;
    }

    @Override
    @SuppressWarnings("unchecked") // the naming strategy is configured by class name
    protected ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> start(Configuration raw) {
        MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections =
                new DefaultMainConnectionProvidingConnectionFactory<>(() -> connect(raw));
        BinlogConnectorConnection main = connections.mainConnection();
        connection = main;
        Offsets<MySqlPartition, MySqlOffsetContext> offsets =
                getPreviousOffsets(new MySqlPartition.Provider(config, raw), new MySqlOffsetContext.Loader(config));
        registerServiceProviders(config.getServiceRegistry());
        var converters = new ExactMySqlConverters(config);
        TopicNamingStrategy<TableId> names = config.getTopicNamingStrategy(MySqlConnectorConfig.TOPIC_NAMING_STRATEGY);
        MySqlDatabaseSchema tables = new MySqlDatabaseSchema(
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

    private MySqlConnection connect(Configuration raw) {
        return new MySqlConnection(new MySqlConnectionConfiguration(raw), MySqlFieldReaderResolver.resolve(config));
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
            MySqlDatabaseSchema tables,
            ExactMySqlConverters converters,
            Offsets<MySqlPartition, MySqlOffsetContext> offsets) {
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

    private ChangeEventSourceCoordinator<MySqlPartition, MySqlOffsetContext> coordinator(
            Configuration raw,
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            Offsets<MySqlPartition, MySqlOffsetContext> offsets,
            MySqlDatabaseSchema tables,
            TopicNamingStrategy<TableId> names,
            SnapshotterService snapshotters) {
        ChangeEventQueue<DataChangeEvent> records = newQueue();
        queue = records;
        ErrorHandler handler = new MySqlErrorHandler(config, records, errors);
        errors = handler;
        var signals = new SignalProcessor<MySqlPartition, MySqlOffsetContext>(
                MySqlConnector.class,
                config,
                Map.of(),
                getAvailableSignalChannels(),
                DocumentReader.defaultReader(),
                offsets);
        EventDispatcher<MySqlPartition, TableId> dispatcher = dispatcher(raw, records, tables, names, signals);
        var client =
                new BinaryLogClient(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
        var metrics = new MySqlStreamingChangeEventSourceMetrics(
                context, records, metadata, tables::dataCollectionIds, client);
        var notifications = new NotificationService<MySqlPartition, MySqlOffsetContext>(
                getNotificationChannels(), config, SchemaFactory.get(), dispatcher::enqueueNotification);
        var factory = new Factory(
                config, connections, handler, dispatcher, tables, context, metrics, records, snapshotters, client);
        var coordinator = new ChangeEventSourceCoordinator<>(
                offsets,
                handler,
                MySqlConnector.class,
                config,
                factory,
                new MySqlChangeEventSourceMetricsFactory(metrics),
                dispatcher,
                tables,
                signals,
                notifications,
                snapshotters);
        coordinator.start(context, records, metadata);
        return coordinator;
    }

    private EventDispatcher<MySqlPartition, TableId> dispatcher(
            Configuration raw,
            ChangeEventQueue<DataChangeEvent> records,
            MySqlDatabaseSchema tables,
            TopicNamingStrategy<TableId> names,
            SignalProcessor<MySqlPartition, MySqlOffsetContext> signals) {
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
        MySqlDatabaseSchema tables = schema;
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
    private static final class Factory extends MySqlChangeEventSourceFactory {
        private final java.util.function.Supplier<ExactMySqlStream> stream;

        @SuppressWarnings("checkstyle:ParameterNumber")
        Factory(
                MySqlConnectorConfig config,
                MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
                ErrorHandler errors,
                EventDispatcher<MySqlPartition, TableId> dispatcher,
                MySqlDatabaseSchema tables,
                MySqlTaskContext context,
                MySqlStreamingChangeEventSourceMetrics metrics,
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
                return new ExactMySqlStream(
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
        public StreamingChangeEventSource<MySqlPartition, MySqlOffsetContext> getStreamingChangeEventSource() {
            return stream.get();
        }
    }
}
