package dev.gangway.cdc.debezium;

import io.debezium.DebeziumException;
import io.debezium.bean.StandardBeanNames;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogEventMetadataProvider;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.binlog.BinlogSourceTask;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.common.DebeziumHeaderProducer;
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
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaFactory;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.spi.snapshot.Snapshotter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium's task wired with our converters and our streaming source. It follows {@code MySqlConnectorTask} and
 * {@code MariaDbConnectorTask} of Debezium 3.5, which build everything inside one method and leave no other place to put them
 * in.
 */
abstract class ExactTask<
                P extends BinlogPartition, O extends BinlogOffsetContext<?>, S extends BinlogDatabaseSchema<P, O, ?, ?>>
        extends BinlogSourceTask<P, O> {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExactTask.class);

    private final Function<Configuration, ConnectorParts<P, O, S>> kind;
    private final BinlogEventMetadataProvider metadata = new BinlogEventMetadataProvider();
    private volatile @Nullable ErrorHandler errors;
    private volatile @Nullable BinlogConnectorConnection connection;
    private volatile @Nullable BinlogConnectorConnection beanConnection;
    private volatile @Nullable S schema;
    private volatile @Nullable ChangeEventQueue<DataChangeEvent> queue;

    // Set by preStart, which the base class calls before start.
    @SuppressWarnings("NullAway.Init")
    private ConnectorParts<P, O, S> parts;

    /** Makes the parts of one start from its configuration. */
    ExactTask(Function<Configuration, ConnectorParts<P, O, S>> kind) {
        this.kind = kind;
    }

    @Override
    public final CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration raw) {
        parts = kind.apply(raw);
        return parts.context();
    }

    @Override
    protected final ChangeEventSourceCoordinator<P, O> start(Configuration raw) {
        var connections = new DefaultMainConnectionProvidingConnectionFactory<>(parts::connect);
        BinlogConnectorConnection main = connections.mainConnection();
        connection = main;
        Offsets<P, O> offsets = getPreviousOffsets(parts.partitions(), parts.offsets());
        BinlogConnectorConfig config = parts.config();
        registerServiceProviders(config.getServiceRegistry());
        S tables = parts.schema(main.isTableIdCaseSensitive());
        schema = tables;
        registerBeans(raw, connections, tables, offsets);
        SnapshotterService snapshotters = config.getServiceRegistry().tryGetService(SnapshotterService.class);
        Snapshotter snapshotter = snapshotters.getSnapshotter();
        validateBinlogConfiguration(snapshotter, main);
        // Whether the place can be read was checked before, and the server has the last word: Debezium's own comparison
        // of MariaDB's GTIDs takes a replica that has written since it took over for one that lacks the place.
        validateSchemaHistory(config, (partition, offset, any) -> true, offsets, tables, snapshotter);
        withoutAutoCommit(main);
        return coordinator(connections, offsets, tables, snapshotters);
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
            S tables,
            Offsets<P, O> offsets) {
        BinlogConnectorConnection own = connections.newConnection();
        beanConnection = own;
        var beans = parts.config().getBeanRegistry();
        beans.add(StandardBeanNames.CONFIGURATION, raw);
        beans.add(StandardBeanNames.CONNECTOR_CONFIG, parts.config());
        beans.add(StandardBeanNames.DATABASE_SCHEMA, tables);
        beans.add(StandardBeanNames.JDBC_CONNECTION, own);
        beans.add(StandardBeanNames.VALUE_CONVERTER, parts.converters());
        beans.add(StandardBeanNames.OFFSETS, offsets);
        beans.add(StandardBeanNames.CDC_SOURCE_TASK_CONTEXT, parts.context());
    }

    private ChangeEventSourceCoordinator<P, O> coordinator(
            MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
            Offsets<P, O> offsets,
            S tables,
            SnapshotterService snapshotters) {
        BinlogConnectorConfig config = parts.config();
        ChangeEventQueue<DataChangeEvent> records = newQueue();
        queue = records;
        ErrorHandler handler = parts.errors(records, errors);
        errors = handler;
        var signals = new SignalProcessor<P, O>(
                parts.connector(),
                config,
                Map.of(),
                getAvailableSignalChannels(),
                DocumentReader.defaultReader(),
                offsets);
        EventDispatcher<P, TableId> dispatcher = dispatcher(records, tables, signals);
        var client = new PlaceClient(config);
        EventSources<P, O> sources = parts.sources(new StreamSurroundings<>(
                connections, client, tables, parts.converters(), records, dispatcher, metadata, handler, snapshotters));
        var notifications = new NotificationService<P, O>(
                getNotificationChannels(), config, SchemaFactory.get(), dispatcher::enqueueNotification);
        var coordinator = new ChangeEventSourceCoordinator<>(
                offsets,
                handler,
                parts.connector(),
                config,
                sources,
                sources.metrics(),
                dispatcher,
                tables,
                signals,
                notifications,
                snapshotters);
        coordinator.start(parts.context(), records, metadata);
        return coordinator;
    }

    private ChangeEventQueue<DataChangeEvent> newQueue() {
        BinlogConnectorConfig config = parts.config();
        return new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(config.getPollInterval())
                .maxBatchSize(config.getMaxBatchSize())
                .maxQueueSize(config.getMaxQueueSize())
                .maxQueueSizeInBytes(config.getMaxQueueSizeInBytes())
                .queueProvider(new DefaultQueueProvider<>(config.getMaxQueueSize()))
                .loggingContextSupplier(() -> parts.context().configureLoggingContext("gangway-capture"))
                .buffering()
                .build();
    }

    @SuppressWarnings("unchecked") // the naming strategy is configured by class name
    private EventDispatcher<P, TableId> dispatcher(
            ChangeEventQueue<DataChangeEvent> records, S tables, SignalProcessor<P, O> signals) {
        BinlogConnectorConfig config = parts.config();
        return new EventDispatcher<>(
                config,
                config.getTopicNamingStrategy(BinlogConnectorConfig.TOPIC_NAMING_STRATEGY),
                tables,
                records,
                config.getTableFilters().dataCollectionFilter(),
                DataChangeEvent::new,
                null,
                metadata,
                new HeartbeatFactory<>()
                        .getScheduledHeartbeat(config, parts::connect, new BinlogHeartbeatErrorHandler(), records),
                config.schemaNameAdjuster(),
                signals,
                config.getServiceRegistry().tryGetService(DebeziumHeaderProducer.class));
    }

    @Override
    protected final List<SourceRecord> doPoll() throws InterruptedException {
        ChangeEventQueue<DataChangeEvent> records = queue;
        return records == null
                ? List.of()
                : records.poll().stream().map(DataChangeEvent::getRecord).toList();
    }

    @Override
    protected final Optional<ErrorHandler> getErrorHandler() {
        return Optional.ofNullable(errors);
    }

    @Override
    protected final void doStop() {
        close(connection);
        close(beanConnection);
        S tables = schema;
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
}
