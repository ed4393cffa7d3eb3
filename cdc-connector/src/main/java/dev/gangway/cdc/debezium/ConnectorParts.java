package dev.gangway.cdc.debezium;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.binlog.BinlogTaskContext;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.binlog.jdbc.BinlogValueConverters;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/**
 * What Debezium has once for MySQL and once for MariaDB, so that {@link ExactTask} can be one. All parts of one object share
 * one configuration and go together.
 *
 * @param <P> Debezium's partition
 * @param <O> Debezium's offset
 * @param <S> Debezium's structures of the captured tables
 */
interface ConnectorParts<
        P extends BinlogPartition, O extends BinlogOffsetContext<?>, S extends BinlogDatabaseSchema<P, O, ?, ?>> {

    Class<? extends SourceConnector> connector();

    BinlogConnectorConfig config();

    BinlogTaskContext<?> context();

    Partition.Provider<P> partitions();

    OffsetContext.Loader<O> offsets();

    /** Newly made; to be called when the services of the configuration are registered. */
    BinlogValueConverters converters();

    BinlogConnectorConnection connect();

    /** The structures of the captured tables, none read so far; the caller closes them. */
    S schema(boolean caseSensitive);

    /** A handler that goes on with the retries counted by the one before, when there was one. */
    ErrorHandler errors(ChangeEventQueue<DataChangeEvent> records, @Nullable ErrorHandler before);

    /** What reads the binlog into the given surroundings. */
    EventSources<P, O> sources(StreamSurroundings<P, S> around);
}
