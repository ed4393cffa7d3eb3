package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.position.StartPoint;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import io.debezium.relational.RelationalChangeRecordEmitter;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes row changes of Debezium's change records. A changed primary key, which Debezium reports as a delete and a create,
 * becomes one update again. Confined to the engine's thread.
 */
final class RecordTranslator {
    private final CapturedTables tables;
    private final Map<Schema, Image> images = new IdentityHashMap<>();
    private @Nullable Struct oldImageOfKeyChange;
    private SourcePosition last = SourcePosition.START;
    private String transaction = "";
    private boolean transactionOpen;

    RecordTranslator(CapturedTables tables) {
        this.tables = tables;
    }

    /** The change, or null for the first half of a changed key. */
    @Nullable
    RowChange translate(SourceRecord record) {
        Struct envelope = (Struct) record.value();
        Struct source = envelope.getStruct("source");
        String operation = envelope.getString("op");
        if (operation.equals("d") && has(record, RelationalChangeRecordEmitter.PK_UPDATE_NEWKEY_FIELD)) {
            oldImageOfKeyChange = envelope.getStruct("before");
            return null;
        }
        Table table = table(source);
        if (operation.equals("t")) {
            return change(table, Operation.TRUNCATE, null, null, source);
        }
        Row before = row(table, envelope.getStruct("before"));
        Row after = row(table, envelope.getStruct("after"));
        if (operation.equals("c") && has(record, RelationalChangeRecordEmitter.PK_UPDATE_OLDKEY_FIELD)) {
            before = row(table, oldImageOfKeyChange);
            oldImageOfKeyChange = null;
            return change(table, Operation.UPDATE, before, after, source);
        }
        return switch (operation) {
            case "c" -> change(table, Operation.CREATE, null, after, source);
            case "u" -> change(table, Operation.UPDATE, before, after, source);
            case "d" -> change(table, Operation.DELETE, before, null, source);
            default -> throw new IllegalStateException("Unexpected operation " + operation + " of " + table.name());
        };
    }

    /** The transaction that changes belonged to is complete. */
    void endTransaction() {
        transactionOpen = false;
    }

    private static boolean has(SourceRecord record, String header) {
        return record.headers().lastWithName(header) != null;
    }

    private Table table(Struct source) {
        String name = source.getString("table");
        return Objects.requireNonNull(tables.byRealName(name), name);
    }

    private RowChange change(
            Table table, Operation operation, @Nullable Row before, @Nullable Row after, Struct source) {
        SourcePosition position = position(source, operation);
        if (!transactionOpen) {
            transactionOpen = true;
            String gtid = source.schema().field("gtid") == null ? null : source.getString("gtid");
            transaction = gtid == null ? source.getString("file") + ":" + position.offset() : gtid;
        }
        long now = System.currentTimeMillis() * 1000;
        return new RowChange(table.name(), operation, before, after, position, transaction, committedAt(source), now);
    }

    private static long committedAt(Struct source) {
        return source.schema().field("ts_us") != null && source.getInt64("ts_us") != null
                ? source.getInt64("ts_us")
                : source.getInt64("ts_ms") * 1000;
    }

    /**
     * Rows of one event are numbered by this class. A TRUNCATE starts with row 1: its event may begin exactly where the cut
     * before it stands.
     */
    private SourcePosition position(Struct source, Operation operation) {
        SourcePosition event =
                new StartPoint("binlog", source.getString("file"), source.getInt64("pos"), "").position();
        boolean sameEvent = event.log() == last.log() && event.offset() == last.offset();
        int first = operation == Operation.TRUNCATE ? 1 : 0;
        last = new SourcePosition(event.log(), event.offset(), sameEvent ? last.row() + 1 : first);
        return last;
    }

    private @Nullable Row row(Table table, @Nullable Struct image) {
        if (image == null) {
            return null;
        }
        return images.computeIfAbsent(image.schema(), schema -> Image.of(table, tables.layout(table), schema))
                .row(image);
    }

    /** Which field of a record's schema each column of the table is. */
    private record Image(Layout layout, Field[] fields) {

        static Image of(Table table, Layout layout, Schema schema) {
            var fields = new Field[layout.size()];
            for (int i = 0; i < fields.length; i++) {
                String column = layout.fields().get(i);
                Field field = schema.field(column);
                if (field == null) {
                    throw new MigrationException(
                            ErrorCode.SOURCE_SCHEMA_CHANGED,
                            "Table " + table.name() + ": changes in the binlog have no column `" + column
                                    + "`: the table got it after the place where capture stands; begin again from a"
                                    + " fresh start point");
                }
                fields[i] = field;
            }
            return new Image(layout, fields);
        }

        Row row(Struct image) {
            var values = new Object[fields.length];
            for (int i = 0; i < values.length; i++) {
                Object value = image.getWithoutDefault(fields[i].name());
                values[i] = value instanceof ByteBuffer buffer ? bytes(buffer) : value;
            }
            return Row.full(layout, values);
        }

        private static byte[] bytes(ByteBuffer buffer) {
            var bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
    }
}
