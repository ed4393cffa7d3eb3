package dev.gangway.events.envelope;

import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Clear;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.events.avro.AvroInput;
import dev.gangway.events.avro.AvroOutput;
import dev.gangway.events.avro.NameLists;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Target operations as records of the union in the schema of mapped changes. Thread-safe. */
final class OperationCodec {
    private static final int MAX_LAYOUTS = 10_000;

    private static final Cascade.Action[] ACTIONS = Cascade.Action.values();

    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final List<String> names;
    private final Map<String, NameLists<Layout>> columnsByTable = new ConcurrentHashMap<>();
    private final Map<String, NameLists<List<String>>> keysByTable = new ConcurrentHashMap<>();
    private final Map<LayoutKey, Layout> layouts = new ConcurrentHashMap<>();
    private final Schema action;
    private final Schema edge;

    OperationCodec(List<Schema> union) {
        union.forEach(schema -> schemas.put(schema.getName(), schema));
        this.names = List.copyOf(schemas.keySet());
        Schema cascade = schema("Cascade");
        this.action = cascade.getField("action").schema();
        this.edge = cascade.getField("children").schema().getElementType();
    }

    GenericRecord encode(TargetOperation operation) {
        var record = new GenericData.Record(schema(operation.getClass().getSimpleName()));
        record.put("table", operation.table());
        if (operation instanceof Upsert upsert) {
            record.put("key", upsert.key());
            record.put("columns", columns(upsert.row()));
        } else if (operation instanceof Delete delete) {
            record.put("columns", columns(delete.key()));
        } else if (operation instanceof Cascade cascade) {
            record.put("column", cascade.column());
            record.put("oldValue", toAvro(cascade.oldValue()));
            record.put("action", symbol(cascade.action()));
            record.put("newValue", toAvro(cascade.newValue()));
            record.put("children", edges(cascade.children()));
        }
        return record;
    }

    TargetOperation decode(GenericRecord record) {
        String table = text(record, "table");
        return switch (record.getSchema().getName()) {
            case "Upsert" -> new Upsert(table, texts(record.get("key")), row(table, record));
            case "Delete" -> new Delete(table, row(table, record));
            case "Clear" -> new Clear(table);
            case "Cascade" ->
                new Cascade(
                        table,
                        text(record, "column"),
                        Objects.requireNonNull(fromAvro(record.get("oldValue"))),
                        Cascade.Action.valueOf(text(record, "action")),
                        fromAvro(record.get("newValue")),
                        edges((Collection<?>) record.get("children")));
            default -> throw new IllegalArgumentException(record.getSchema().getFullName());
        };
    }

    /** Writes an operation as a branch of the union. */
    void write(TargetOperation operation, AvroOutput out) {
        out.number(names.indexOf(operation.getClass().getSimpleName()));
        out.text(operation.table());
        if (operation instanceof Upsert upsert) {
            out.array(upsert.key(), out::text);
            writeColumns(upsert.row(), out);
        } else if (operation instanceof Delete delete) {
            writeColumns(delete.key(), out);
        } else if (operation instanceof Cascade cascade) {
            out.text(cascade.column());
            writeValue(cascade.oldValue(), out);
            out.number(cascade.action().ordinal());
            writeValue(cascade.newValue(), out);
            writeEdges(cascade.children(), out);
        }
    }

    /** Reads what {@link #write} wrote. */
    TargetOperation read(AvroInput in) {
        String name = names.get(in.index(names.size()));
        String table = in.text();
        return switch (name) {
            case "Upsert" -> {
                List<String> key = keys(table).array(in);
                yield new Upsert(table, key, readColumns(table, in));
            }
            case "Delete" -> new Delete(table, readColumns(table, in));
            case "Clear" -> new Clear(table);
            default ->
                new Cascade(
                        table,
                        in.text(),
                        Objects.requireNonNull(readValue(in)),
                        readAction(in),
                        readValue(in),
                        readEdges(in));
        };
    }

    static void writeColumns(Row row, AvroOutput out) {
        List<String> fields = row.layout().fields();
        int set = 0;
        for (int i = 0; i < fields.size(); i++) {
            set += row.isSet(i) ? 1 : 0;
        }
        if (set > 0) {
            out.number(set);
            for (int i = 0; i < fields.size(); i++) {
                if (row.isSet(i)) {
                    out.text(fields.get(i));
                    writeValue(row.get(i), out);
                }
            }
        }
        out.number(0);
    }

    private static void writeValue(@Nullable Object value, AvroOutput out) {
        if (value == null) {
            out.number(0);
        } else if (value instanceof byte[] bytes) {
            out.number(2);
            out.bytes(bytes);
        } else {
            out.number(1);
            out.text((String) value);
        }
    }

    private static @Nullable Object readValue(AvroInput in) {
        return switch (in.index(3)) {
            case 0 -> null;
            case 1 -> in.text();
            default -> in.bytes();
        };
    }

    Row readColumns(String table, AvroInput in) {
        var values = new ArrayList<@Nullable Object>();
        Layout layout = columns(table).map(in, OperationCodec::readValue, values);
        return Row.full(layout, values.toArray());
    }

    private static void writeEdges(List<Edge> edges, AvroOutput out) {
        out.array(edges, edge -> {
            out.text(edge.table());
            out.text(edge.column());
            out.text(edge.parentColumn());
            out.number(edge.action().ordinal());
            writeEdges(edge.children(), out);
        });
    }

    private static List<Edge> readEdges(AvroInput in) {
        return in.array(() -> new Edge(in.text(), in.text(), in.text(), readAction(in), readEdges(in)));
    }

    private static Cascade.Action readAction(AvroInput in) {
        return ACTIONS[in.index(ACTIONS.length)];
    }

    private NameLists<Layout> columns(String table) {
        return known(columnsByTable, table, name -> new NameLists<>(fields -> new Layout(name, fields)));
    }

    private NameLists<List<String>> keys(String table) {
        return known(keysByTable, table, name -> new NameLists<>(fields -> fields));
    }

    private static <T> T known(Map<String, T> byTable, String table, Function<String, T> maker) {
        if (byTable.size() > MAX_LAYOUTS) {
            byTable.clear();
        }
        return byTable.computeIfAbsent(table, maker);
    }

    private Schema schema(String name) {
        return Objects.requireNonNull(schemas.get(name), name);
    }

    static Map<String, @Nullable Object> columns(Row row) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        List<String> fields = row.layout().fields();
        for (int i = 0; i < fields.size(); i++) {
            if (row.isSet(i)) {
                columns.put(fields.get(i), toAvro(row.get(i)));
            }
        }
        return columns;
    }

    private Row row(String table, GenericRecord record) {
        return row(table, (Map<?, ?>) record.get("columns"));
    }

    Row row(String table, Map<?, ?> columns) {
        Layout layout = layout(new LayoutKey(table, texts(columns.keySet())));
        return Row.full(
                layout, columns.values().stream().map(OperationCodec::fromAvro).toArray());
    }

    private Layout layout(LayoutKey key) {
        if (layouts.size() > MAX_LAYOUTS) {
            layouts.clear();
        }
        return layouts.computeIfAbsent(key, k -> new Layout(k.table(), k.fields()));
    }

    private List<GenericRecord> edges(List<Edge> edges) {
        return edges.stream().map(this::encode).toList();
    }

    private GenericRecord encode(Edge child) {
        var record = new GenericData.Record(edge);
        record.put("table", child.table());
        record.put("column", child.column());
        record.put("parentColumn", child.parentColumn());
        record.put("action", symbol(child.action()));
        record.put("children", edges(child.children()));
        return record;
    }

    private static List<Edge> edges(Collection<?> records) {
        return records.stream().map(r -> edge((GenericRecord) r)).toList();
    }

    private static Edge edge(GenericRecord record) {
        return new Edge(
                text(record, "table"),
                text(record, "column"),
                text(record, "parentColumn"),
                Cascade.Action.valueOf(text(record, "action")),
                edges((Collection<?>) record.get("children")));
    }

    private GenericData.EnumSymbol symbol(Cascade.Action value) {
        return new GenericData.EnumSymbol(action, value.name());
    }

    private static @Nullable Object toAvro(@Nullable Object value) {
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    private static @Nullable Object fromAvro(@Nullable Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value == null ? null : value.toString();
    }

    private static String text(GenericRecord record, String field) {
        return record.get(field).toString();
    }

    private static List<String> texts(Object names) {
        return ((Collection<?>) names).stream().map(Object::toString).toList();
    }

    private record LayoutKey(String table, List<String> fields) {}
}
