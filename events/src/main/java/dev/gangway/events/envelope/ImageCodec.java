package dev.gangway.events.envelope;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.events.avro.AvroInput;
import dev.gangway.events.avro.AvroOutput;
import dev.gangway.events.avro.NameLists;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Old and new rows of one table in Avro; made from the image's schema alone. Thread-safe. */
final class ImageCodec {
    private static final NameLists<List<String>> NAMES = new NameLists<>(names -> names);

    private final Layout layout;
    private final List<Schema> types;
    private final List<ColumnCodec> codecs;
    private volatile Places places;

    ImageCodec(Schema schema) {
        List<Schema.Field> columns =
                schema.getFields().subList(1, schema.getFields().size());
        String table = (String) schema.getObjectProp(ChangeSchema.TABLE_PROPERTY);
        this.layout = new Layout(table, columns.stream().map(ImageCodec::column).toList());
        this.types = columns.stream().map(f -> f.schema().getTypes().get(1)).toList();
        this.codecs = columns.stream().map(f -> new ColumnCodec(f.schema())).toList();
        this.places = new Places(layout, IntStream.range(0, layout.size()).toArray());
    }

    private static String column(Schema.Field field) {
        Object real = field.getObjectProp(ChangeSchema.COLUMN_PROPERTY);
        return real == null ? field.name() : (String) real;
    }

    Layout layout() {
        return layout;
    }

    /** Writes a row, or that there is none. Columns are found by name, so the row's layout may have another order or lack some. */
    void write(@Nullable Row row, AvroOutput out) {
        if (row == null) {
            out.number(0);
            return;
        }
        out.number(1);
        int[] places = places(row.layout());
        writePresent(row, places, out);
        for (int i = 0; i < places.length; i++) {
            Object value = places[i] < 0 || !row.isSet(places[i]) ? null : row.get(places[i]);
            codecs.get(i).write(value, layout.fields().get(i), out);
        }
    }

    private void writePresent(Row row, int[] places, AvroOutput out) {
        var present = new ArrayList<String>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0 && row.isSet(places[i])) {
                present.add(layout.fields().get(i));
            }
        }
        if (present.size() == places.length) {
            out.number(0);
            return;
        }
        out.number(1);
        out.array(present, out::text);
    }

    /** Where a layout has the columns; nearly all rows of a table have the same. */
    private int[] places(Layout of) {
        Places known = places;
        if (known.layout() != of) {
            known = new Places(
                    of, layout.fields().stream().mapToInt(of::indexOf).toArray());
            places = known;
        }
        return known.indexes();
    }

    private record Places(Layout layout, int[] indexes) {}

    /** Reads what {@link #write} wrote. */
    @Nullable
    Row read(AvroInput in) {
        if (in.index(2) == 0) {
            return null;
        }
        Set<String> present = in.index(2) == 0 ? null : new HashSet<>(NAMES.array(in));
        var values = new @Nullable Object[codecs.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = codecs.get(i).read(in);
        }
        if (present == null) {
            return Row.full(layout, values);
        }
        var row = new Row(layout);
        for (int i = 0; i < values.length; i++) {
            if (present.contains(layout.fields().get(i))) {
                row.set(i, values[i]);
            }
        }
        return row;
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
