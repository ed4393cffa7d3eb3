package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.event.deserialization.UpdateRowsEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads updates whose new rows hold only the changed parts of JSON values. Every other value is read as always; a partial one
 * becomes {@link PartialJson}. Format: MySQL's Rows_log_event, PARTIAL_UPDATE_ROWS_EVENT.
 */
final class PartialUpdates extends UpdateRowsEventDataDeserializer {
    private static final int PARTIAL_JSON = 1;

    private final Map<Long, TableMapEventData> tables;
    private final Deque<Boolean> partial = new ArrayDeque<>();

    PartialUpdates(Map<Long, TableMapEventData> tables) {
        super(tables);
        this.tables = tables;
    }

    @Override
    public UpdateRowsEventData deserialize(ByteArrayInputStream in) throws IOException {
        var event = new UpdateRowsEventData();
        event.setTableId(in.readLong(6));
        in.skip(2);
        in.skip(in.readInteger(2) - 2L);
        int columns = in.readPackedInteger();
        event.setIncludedColumnsBeforeUpdate(in.readBitSet(columns, true));
        event.setIncludedColumns(in.readBitSet(columns, true));
        List<Map.Entry<Serializable[], Serializable[]>> rows = new ArrayList<>();
        while (in.available() > 0) {
            partial.clear();
            Serializable[] before = deserializeRow(event.getTableId(), event.getIncludedColumnsBeforeUpdate(), in);
            rows.add(new AbstractMap.SimpleEntry<>(before, newRow(event, columns, in)));
        }
        event.setRows(rows);
        return event;
    }

    private Serializable[] newRow(UpdateRowsEventData event, int columns, ByteArrayInputStream in) throws IOException {
        BitSet included = event.getIncludedColumns();
        boolean[] json = jsonColumns(event.getTableId(), columns);
        boolean options = (in.readPackedInteger() & PARTIAL_JSON) != 0;
        BitSet partialColumns = options ? in.readBitSet(count(json), true) : new BitSet();
        byte[] nulls = in.read((included.cardinality() + 7) / 8);
        BitSet isNull = BitSet.valueOf(nulls);
        int nextJson = 0;
        int nextIncluded = 0;
        for (int i = 0; i < columns; i++) {
            boolean present = included.get(i) && !isNull.get(nextIncluded);
            nextIncluded += included.get(i) ? 1 : 0;
            if (json[i]) {
                if (present) {
                    partial.add(partialColumns.get(nextJson));
                }
                nextJson++;
            }
        }
        var row = new SequenceInputStream(new java.io.ByteArrayInputStream(nulls), in);
        return deserializeRow(event.getTableId(), included, new ByteArrayInputStream(row));
    }

    private boolean[] jsonColumns(long table, int columns) {
        var json = new boolean[columns];
        @Nullable TableMapEventData map = tables.get(table);
        for (int i = 0; map != null && i < Math.min(columns, map.getColumnTypes().length); i++) {
            json[i] = (map.getColumnTypes()[i] & 0xFF) == ColumnType.JSON.getCode();
        }
        return json;
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    @Override
    protected Serializable deserializeCell(ColumnType type, int meta, int length, ByteArrayInputStream in)
            throws IOException {
        if (type == ColumnType.JSON && Boolean.TRUE.equals(partial.poll())) {
            in.skip(in.readLong(4));
            return PartialJson.CELL;
        }
        @Nullable Serializable exact = CellReader.read(type, meta, length, in);
        return exact != null ? exact : super.deserializeCell(type, meta, length, in);
    }
}
