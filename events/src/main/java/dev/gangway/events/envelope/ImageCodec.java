package dev.gangway.events.envelope;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Old and new rows of one table as Avro records; made from the image's schema alone. Immutable, thread-safe. */
final class ImageCodec {
    private final Schema schema;
    private final Layout layout;
    private final List<Schema> types;

    ImageCodec(Schema schema) {
        this.schema = schema;
        List<Schema.Field> columns =
                schema.getFields().subList(1, schema.getFields().size());
        String table = (String) schema.getObjectProp(ChangeSchema.TABLE_PROPERTY);
        this.layout = new Layout(table, columns.stream().map(ImageCodec::column).toList());
        this.types = columns.stream().map(f -> f.schema().getTypes().get(1)).toList();
    }

    private static String column(Schema.Field field) {
        Object real = field.getObjectProp(ChangeSchema.COLUMN_PROPERTY);
        return real == null ? field.name() : (String) real;
    }

    Layout layout() {
        return layout;
    }

    /** Columns are found by name, so the row's layout may have another order or lack some. */
    @Nullable
    GenericRecord encode(@Nullable Row row) {
        if (row == null) {
            return null;
        }
        var record = new GenericData.Record(schema);
        var present = new ArrayList<String>();
        for (int i = 0; i < layout.size(); i++) {
            String column = layout.fields().get(i);
            if (row.isSet(column)) {
                present.add(column);
                record.put(i + 1, ColumnCodec.toAvro(row.get(column), types.get(i), column));
            }
        }
        if (present.size() < layout.size()) {
            record.put(0, present);
        }
        return record;
    }

    @Nullable
    Row decode(@Nullable Object image) {
        if (!(image instanceof GenericRecord record)) {
            return null;
        }
        Set<String> present = present(record.get(0));
        var row = new Row(layout);
        for (int i = 0; i < layout.size(); i++) {
            if (present == null || present.contains(layout.fields().get(i))) {
                row.set(i, ColumnCodec.fromAvro(record.get(i + 1), types.get(i)));
            }
        }
        return row;
    }

    private static @Nullable Set<String> present(@Nullable Object names) {
        if (!(names instanceof Collection<?> collection)) {
            return null;
        }
        var present = new HashSet<String>();
        collection.forEach(name -> present.add(name.toString()));
        return present;
    }
}
