package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.BinlogEventMetadataProvider;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.jdbc.MainConnectionProvidingConnectionFactory;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.TableId;
import io.debezium.relational.ValueConverterProvider;
import io.debezium.snapshot.SnapshotterService;

/** What a streaming source reads with, writes to and reports to; one per start of {@link ExactTask}. */
record StreamSurroundings<P extends BinlogPartition, S>(
        MainConnectionProvidingConnectionFactory<BinlogConnectorConnection> connections,
        BinaryLogClient client,
        S schema,
        ValueConverterProvider converters,
        ChangeEventQueue<DataChangeEvent> records,
        EventDispatcher<P, TableId> dispatcher,
        BinlogEventMetadataProvider metadata,
        ErrorHandler errors,
        SnapshotterService snapshotters) {}
