package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import java.io.IOException;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Makes sure that rows have all their columns. An update's new row may leave out what did not change, when the old one is whole;
 * any other gap loses values.
 */
final class RowImages {
    private RowImages() {}

    /**
     * The same event with whole rows.
     *
     * @throws IOException when columns are missing that nothing else holds
     */
    static EventData whole(EventData data, int columns) throws IOException {
        if (data instanceof WriteRowsEventData write) {
            require(write.getIncludedColumns(), columns);
        } else if (data instanceof DeleteRowsEventData delete) {
            require(delete.getIncludedColumns(), columns);
        } else if (data instanceof UpdateRowsEventData update) {
            require(update.getIncludedColumnsBeforeUpdate(), columns);
            if (update.getIncludedColumns().cardinality() < columns) {
                return completed(update, columns);
            }
        }
        return data;
    }

    private static void require(BitSet included, int columns) throws IOException {
        if (included.cardinality() < columns) {
            throw new IOException(
                    "they leave out columns (binlog_row_image is not FULL for the session that wrote them)");
        }
    }

    private static UpdateRowsEventData completed(UpdateRowsEventData update, int columns) {
        List<Map.Entry<Serializable[], Serializable[]>> rows =
                new ArrayList<>(update.getRows().size());
        for (Map.Entry<Serializable[], Serializable[]> row : update.getRows()) {
            Serializable[] after = row.getKey().clone();
            int next = 0;
            for (int i = 0; i < columns; i++) {
                if (update.getIncludedColumns().get(i)) {
                    after[i] = row.getValue()[next++];
                }
            }
            rows.add(new AbstractMap.SimpleEntry<>(row.getKey(), after));
        }
        var whole = new UpdateRowsEventData();
        whole.setTableId(update.getTableId());
        whole.setIncludedColumnsBeforeUpdate(update.getIncludedColumnsBeforeUpdate());
        whole.setIncludedColumns(update.getIncludedColumnsBeforeUpdate());
        whole.setRows(rows);
        return whole;
    }
}
