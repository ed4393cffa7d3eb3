package dev.gangway.sink.apply;

import dev.gangway.core.row.Row;
import java.util.List;

/**
 * The last write that a batch holds for one target row.
 *
 * @param keyFields the fields of {@code row} that identify the target row
 * @param row the whole new row, or for a delete just the key
 */
record PendingWrite(ChangeOutcome change, boolean isDelete, List<String> keyFields, Row row) {

    RowKey key() {
        return RowKey.of(row, keyFields);
    }
}
