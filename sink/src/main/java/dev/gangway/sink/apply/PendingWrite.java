package dev.gangway.sink.apply;

import dev.gangway.core.row.Row;
import java.util.List;

/**
 * The last write that a batch holds for one target row.
 *
 * @param removesFirst the row was deleted before in the batch: what the upsert does not set must not survive
 * @param keyFields the fields of {@code row} that identify the target row
 * @param row in the target table's layout: the new row or a part of it, or for a delete just the key
 */
record PendingWrite(ChangeOutcome change, Kind kind, boolean removesFirst, List<String> keyFields, Row row) {
    enum Kind {
        UPSERT,
        DELETE
    }

    static PendingWrite upsert(ChangeOutcome change, List<String> keyFields, Row row) {
        return new PendingWrite(change, Kind.UPSERT, false, keyFields, row);
    }

    static PendingWrite delete(ChangeOutcome change, List<String> keyFields, Row row) {
        return new PendingWrite(change, Kind.DELETE, false, keyFields, row);
    }

    boolean isDelete() {
        return kind == Kind.DELETE;
    }

    RowKey key() {
        return RowKey.of(row, keyFields);
    }

    /** Just the key fields. */
    Row keyRow() {
        var key = new Row(row.layout());
        keyFields.forEach(field -> key.set(field, row.get(field)));
        return key;
    }

    /** What remains to be done when this write follows an earlier one of the same row. */
    PendingWrite after(PendingWrite earlier) {
        if (isDelete()) {
            return this;
        }
        if (earlier.isDelete()) {
            return new PendingWrite(change, kind, true, keyFields, row);
        }
        return new PendingWrite(change, kind, earlier.removesFirst, keyFields, filled(row, earlier.row));
    }

    /** The same write, with fields that it does not set taken from the row as it is in the target. */
    PendingWrite filledFrom(Row current) {
        return new PendingWrite(change, kind, removesFirst, keyFields, filled(row, current));
    }

    private static Row filled(Row row, Row other) {
        Row result = row.copy();
        for (int i = 0; i < row.layout().size(); i++) {
            if (!row.isSet(i) && other.isSet(i)) {
                result.set(i, other.get(i));
            }
        }
        return result;
    }
}
