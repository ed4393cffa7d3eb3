package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import dev.gangway.core.change.Operation;
import io.debezium.DebeziumException;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.binlog.BinlogSourceInfo;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.relational.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands on rows, one record for all of an event, instead of Debezium: see {@link ChangedRows}. What Debezium's offset would have
 * learnt from the event it learns here. Confined to the binlog client's thread.
 */
final class RowsOutlet<P extends BinlogPartition> {
    private static final int RECORD_OVERHEAD = 512;
    private static final int REMEMBERED = 10_000;

    private final StreamSurroundings<P, ? extends BinlogDatabaseSchema<?, ?, ?, ?>> around;
    private final Structures structures;
    private final Map<String, RowValues> byName = new HashMap<>();

    /** The server gives a table new numbers again and again. */
    private final Map<Long, RowValues> byNumber = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, RowValues> eldest) {
            return size() > REMEMBERED;
        }
    };

    RowsOutlet(StreamSurroundings<P, ? extends BinlogDatabaseSchema<?, ?, ?, ?>> around, Structures structures) {
        this.around = around;
        this.structures = structures;
    }

    /** A record of rows; Debezium would look for a structure to measure. */
    private static final class RowsRecord extends DataChangeEvent {
        private final long bytes;

        RowsRecord(SourceRecord record, long bytes) {
            super(record);
            this.bytes = bytes;
        }

        @Override
        public long objectSize() {
            return bytes;
        }
    }

    /** Rows with their place in Debezium's terms. */
    record Here(BinlogPartition partition, BinlogOffsetContext<?> offset, Instant time) {}

    /** Takes an event of rows, or the table map before them; false for any other, which is Debezium's. */
    boolean take(Event event, Here here) {
        EventData data = EventDataWrapper.internal(event.getData());
        try {
            if (data instanceof TableMapEventData map) {
                byNumber.put(map.getTableId(), values(map));
            } else if (data instanceof UpdateRowsEventData update) {
                RowValues values = values(update.getTableId());
                var before = new ArrayList<@Nullable Object[]>(update.getRows().size());
                var after = new ArrayList<@Nullable Object[]>(update.getRows().size());
                for (Map.Entry<Serializable[], Serializable[]> row : update.getRows()) {
                    before.add(values.row(row.getKey()));
                    after.add(values.row(row.getValue()));
                }
                hand(values, Operation.UPDATE, new Images(before, after), event, here);
            } else if (data instanceof WriteRowsEventData write) {
                RowValues values = values(write.getTableId());
                hand(values, Operation.CREATE, new Images(List.of(), values.rows(write.getRows())), event, here);
            } else if (data instanceof DeleteRowsEventData delete) {
                RowValues values = values(delete.getTableId());
                hand(values, Operation.DELETE, new Images(values.rows(delete.getRows()), List.of()), event, here);
            } else {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            around.errors().setProducerThrowable(new DebeziumException("Error processing binlog event", e));
        }
        return true;
    }

    private record Images(List<@Nullable Object[]> before, List<@Nullable Object[]> after) {}

    private RowValues values(TableMapEventData map) {
        Table table = structures.table(map);
        if (table == null) {
            throw new IllegalStateException("Table " + map.getTable() + " has no structure");
        }
        RowValues known = byName.get(map.getTable());
        if (known == null || !known.isOf(table)) {
            known = new RowValues(map.getTable(), table, around.converters());
            byName.put(map.getTable(), known);
        }
        return known;
    }

    private RowValues values(long number) {
        RowValues values = byNumber.get(number);
        if (values == null) {
            throw new IllegalStateException("Rows of table number " + number + " came without a table map");
        }
        return values;
    }

    private void hand(RowValues values, Operation operation, Images images, Event event, Here here)
            throws InterruptedException {
        var rows = new ChangedRows(
                values.name(), values.columns(), operation, images.before(), images.after(), place(event, here));
        var record = new SourceRecord(here.partition().getSourcePartition(), Map.of(), ChangedRows.TOPIC, null, rows);
        around.records().enqueue(new RowsRecord(record, RECORD_OVERHEAD + values.takeBytes()));
    }

    private static ChangedRows.Place place(Event event, Here here) {
        BinlogOffsetContext<?> offset = here.offset();
        EventHeaderV4 header = event.getHeader();
        offset.setBinlogServerId(header.getServerId());
        if (header.getPosition() > 0) {
            offset.setEventPosition(header.getPosition(), header.getEventLength());
        }
        BinlogSourceInfo source = offset.getSource();
        source.setSourceTime(here.time());
        return new ChangedRows.Place(
                source.getCurrentBinlogFilename(),
                source.getCurrentBinlogPosition(),
                source.getCurrentGtid(),
                ChronoUnit.MICROS.between(Instant.EPOCH, here.time()));
    }
}
