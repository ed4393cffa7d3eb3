package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.debezium.PartialJson;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.BinlogEra;
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
import java.util.TreeMap;
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
    /**
     * What begins exactly where a cut may stand, such as a TRUNCATE, starts with this row: the numbers from 1 on belong to the
     * rows that are read again at the cut.
     */
    private static final int FIRST_AT_A_CUT = 1 << 30;

    private final CapturedTables tables;
    private final BinlogEra era;
    private final Map<Schema, Image> images = new IdentityHashMap<>();
    private @Nullable Struct oldImageOfKeyChange;
    private SourcePosition last = SourcePosition.START;
    private String transaction = "";
    private boolean transactionOpen;

    RecordTranslator(CapturedTables tables, BinlogEra era) {
        this.tables = tables;
        this.era = era;
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

    /** Begins to give the rows of a table as they are today, at a place of the binlog: first it is emptied. */
    RowChange emptied(Table table, SourcePosition place) {
        last = new SourcePosition(place.log(), place.offset(), place.isInEventOf(last) ? last.row() : FIRST_AT_A_CUT);
        return today(table, Operation.TRUNCATE, null);
    }

    /** The next row of a table that was emptied. */
    RowChange today(Table table, Operation operation, @Nullable Row row) {
        last = new SourcePosition(last.log(), last.offset(), last.row() + 1);
        long now = System.currentTimeMillis() * 1000;
        return new RowChange(
                table.name(), operation, null, row, last, "anew:" + last.log() + ":" + last.offset(), now, now);
    }

    /** Goes on counting behind a position, so that rows of the same event get new ones. */
    void countFrom(SourcePosition covered) {
        if (covered.isAfter(last)) {
            last = covered;
        }
    }

    String realTable(SourceRecord record) {
        return ((Struct) record.value()).getStruct("source").getString("table");
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

    /** Where the event of a record begins. */
    SourcePosition position(Struct source) {
        return era.position(new StartPoint("binlog", source.getString("file"), source.getInt64("pos"), "").position());
    }

    /** Rows of one event are numbered by this class. */
    private SourcePosition position(Struct source, Operation operation) {
        SourcePosition event = position(source);
        int first = operation == Operation.TRUNCATE ? FIRST_AT_A_CUT : 0;
        last = new SourcePosition(event.log(), event.offset(), event.isInEventOf(last) ? last.row() + 1 : first);
        return last;
    }

    private @Nullable Row row(Table table, @Nullable Struct image) {
        if (image == null) {
            return null;
        }
        return images.computeIfAbsent(image.schema(), schema -> Image.of(table, tables, schema))
                .row(image);
    }

    /** Which field of a record's schema each column of the table is; null for a column that the record lacks. */
    private record Image(
            Table table, CapturedTables tables, @Nullable Field[] fields) {

        static Image of(Table table, CapturedTables tables, Schema schema) {
            var byName = new TreeMap<String, Field>(String.CASE_INSENSITIVE_ORDER);
            schema.fields().forEach(field -> byName.put(field.name(), field));
            Layout layout = tables.layout(table);
            var fields = new @Nullable Field[layout.size()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = byName.get(layout.fields().get(i));
                if (fields[i] == null && tables.needs(table, layout.fields().get(i))) {
                    throw new MigrationException(
                            ErrorCode.SOURCE_SCHEMA_CHANGED,
                            "Source table " + tables.realName(table) + ": rows in the binlog have no column `"
                                    + layout.fields().get(i) + "`, and no statement before them took it away");
                }
            }
            return new Image(table, tables, fields);
        }

        Row row(Struct image) {
            Layout layout = tables.layout(table);
            var values = new @Nullable Object[fields.length];
            for (int i = 0; i < values.length; i++) {
                Field field = fields[i];
                values[i] = value(
                        field == null ? null : image.getWithoutDefault(field.name()),
                        layout.fields().get(i));
            }
            return Row.full(layout, values);
        }

        private @Nullable Object value(@Nullable Object value, String column) {
            if (value instanceof ByteBuffer buffer) {
                return bytes(buffer);
            }
            if (value == null || !PartialJson.is(value)) {
                return value;
            }
            if (tables.needs(table, column)) {
                throw new PartialValueException(column);
            }
            return null;
        }

        private static byte[] bytes(ByteBuffer buffer) {
            var bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
    }

    /** A needed value of which the binlog holds only the changed parts. */
    static final class PartialValueException extends RuntimeException {
        private final String column;

        PartialValueException(String column) {
            super(column);
            this.column = column;
        }

        String column() {
            return column;
        }
    }
}
