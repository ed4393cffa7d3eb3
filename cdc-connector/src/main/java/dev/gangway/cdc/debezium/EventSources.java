package dev.gangway.cdc.debezium;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.metrics.spi.ChangeEventSourceMetricsFactory;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.source.snapshot.incremental.IncrementalSnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.ChangeEventSourceFactory;
import io.debezium.pipeline.source.spi.DataChangeEventListener;
import io.debezium.pipeline.source.spi.SnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.source.spi.StreamingChangeEventSource;
import io.debezium.spi.schema.DataCollectionId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Debezium's factory with our streaming source in place of its own.
 *
 * @param debezium what makes everything but the streaming source
 * @param stream makes our streaming source
 * @param records where both write to; it holds back the last event for a snapshot, and no longer when streaming starts
 * @param metrics what counts for both
 */
record EventSources<P extends BinlogPartition, O extends BinlogOffsetContext<?>>(
        ChangeEventSourceFactory<P, O> debezium,
        Supplier<StreamingChangeEventSource<P, O>> stream,
        ChangeEventQueue<DataChangeEvent> records,
        ChangeEventSourceMetricsFactory<P> metrics)
        implements ChangeEventSourceFactory<P, O> {

    @Override
    public SnapshotChangeEventSource<P, O> getSnapshotChangeEventSource(
            SnapshotProgressListener<P> progress, NotificationService<P, O> notifications) {
        return debezium.getSnapshotChangeEventSource(progress, notifications);
    }

    @Override
    public StreamingChangeEventSource<P, O> getStreamingChangeEventSource() {
        records.disableBuffering();
        return stream.get();
    }

    @Override
    public Optional<IncrementalSnapshotChangeEventSource<P, ? extends DataCollectionId>>
            getIncrementalSnapshotChangeEventSource(
                    O offset,
                    SnapshotProgressListener<P> progress,
                    DataChangeEventListener<P> changes,
                    NotificationService<P, O> notifications) {
        return debezium.getIncrementalSnapshotChangeEventSource(offset, progress, changes, notifications);
    }
}
