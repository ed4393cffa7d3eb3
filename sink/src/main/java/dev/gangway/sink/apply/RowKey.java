package dev.gangway.sink.apply;

import dev.gangway.core.change.SourceKey;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a row's key fields with value equality, bytes included. */
record RowKey(List<String> fields, List<@Nullable Object> values) {

    static RowKey of(Row row, List<String> fields) {
        var values = new ArrayList<@Nullable Object>(fields.size());
        for (String field : fields) {
            values.add(comparable(row.get(field)));
        }
        return new RowKey(fields, values);
    }

    /** The key made of all set fields of the row, in layout order. */
    static RowKey ofSetFields(Row row) {
        return of(row, row.layout().fields().stream().filter(row::isSet).toList());
    }

    static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    /** {@code field=value} pairs for a person; keys identify rows and are shown, other values never are. */
    String text() {
        var row = new Row(new Layout("", fields));
        for (int i = 0; i < fields.size(); i++) {
            Object value = values.get(i);
            row.set(i, value instanceof ByteBuffer bytes ? copy(bytes) : value);
        }
        return SourceKey.text(fields, row);
    }

    private static byte[] copy(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }
}
