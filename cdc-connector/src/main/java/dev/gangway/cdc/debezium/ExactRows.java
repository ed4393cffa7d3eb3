package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.event.deserialization.DeleteRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import com.github.shyiko.mysql.binlog.event.deserialization.TableMapEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.UpdateRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.WriteRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the row deserializers built on {@link CellReader} into a binlog client's event deserializer. */
final class ExactRows {

    private ExactRows() {}

    static EventDeserializer install(EventDeserializer events) {
        Map<Long, TableMapEventData> tables = new Remembered();
        // Of any other class it would stand beside the client's own, which does not know all types.
        var maps = new RememberingTableMaps(tables);
        events.setEventDataDeserializer(EventType.TABLE_MAP, new EventDataWrapper.Deserializer(maps, maps));
        events.setEventDataDeserializer(EventType.WRITE_ROWS, new Write(tables));
        events.setEventDataDeserializer(EventType.UPDATE_ROWS, new Update(tables));
        events.setEventDataDeserializer(EventType.DELETE_ROWS, new Delete(tables));
        events.setEventDataDeserializer(
                EventType.EXT_WRITE_ROWS, new Write(tables).setMayContainExtraInformation(true));
        events.setEventDataDeserializer(
                EventType.EXT_UPDATE_ROWS, new Update(tables).setMayContainExtraInformation(true));
        events.setEventDataDeserializer(
                EventType.EXT_DELETE_ROWS, new Delete(tables).setMayContainExtraInformation(true));
        events.setEventDataDeserializer(EventType.PARTIAL_UPDATE_ROWS_EVENT, new PartialUpdates(tables));
        return events;
    }

    /** The table maps read last: the server gives a table new numbers again and again. */
    @SuppressWarnings("serial")
    private static final class Remembered extends LinkedHashMap<Long, TableMapEventData> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TableMapEventData> eldest) {
            return size() > 10_000;
        }
    }

    private static final class RememberingTableMaps extends TableMapEventDataDeserializer {
        private final Map<Long, TableMapEventData> tables;

        RememberingTableMaps(Map<Long, TableMapEventData> tables) {
            this.tables = tables;
        }

        @Override
        public TableMapEventData deserialize(ByteArrayInputStream in) throws IOException {
            byte[] body = in.read(in.available());
            BitSet compressed = CompressedColumns.plain(body);
            TableMapEventData table = super.deserialize(new ByteArrayInputStream(body));
            CompressedColumns.mark(table, compressed);
            tables.remove(table.getTableId()); // so that it is among the latest
            tables.put(table.getTableId(), table);
            return table;
        }
    }

    private static final class Write extends WriteRowsEventDataDeserializer {
        Write(Map<Long, TableMapEventData> tables) {
            super(tables);
        }

        @Override
        protected Serializable deserializeCell(ColumnType type, int meta, int length, ByteArrayInputStream in)
                throws IOException {
            @Nullable Serializable exact = CellReader.read(type, meta, length, in);
            return exact != null ? exact : super.deserializeCell(type, meta, length, in);
        }
    }

    private static final class Update extends UpdateRowsEventDataDeserializer {
        Update(Map<Long, TableMapEventData> tables) {
            super(tables);
        }

        @Override
        protected Serializable deserializeCell(ColumnType type, int meta, int length, ByteArrayInputStream in)
                throws IOException {
            @Nullable Serializable exact = CellReader.read(type, meta, length, in);
            return exact != null ? exact : super.deserializeCell(type, meta, length, in);
        }
    }

    private static final class Delete extends DeleteRowsEventDataDeserializer {
        Delete(Map<Long, TableMapEventData> tables) {
            super(tables);
        }

        @Override
        protected Serializable deserializeCell(ColumnType type, int meta, int length, ByteArrayInputStream in)
                throws IOException {
            @Nullable Serializable exact = CellReader.read(type, meta, length, in);
            return exact != null ? exact : super.deserializeCell(type, meta, length, in);
        }
    }
}
