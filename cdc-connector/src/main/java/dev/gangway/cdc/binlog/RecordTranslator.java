package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.debezium.ChangedRows;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes row changes of the rows that were read, and of Debezium's records of TRUNCATE. Confined to the engine's thread.
 */
final class RecordTranslator {
    /**
     * What begins exactly where a cut may stand, such as a TRUNCATE, starts with this row: the numbers from 1 on belong to the
     * rows that are read again at the cut.
     */
    private static final int FIRST_AT_A_CUT = 1 << 30;

    private final CapturedTables tables;
    private final BinlogEra era;
    private final Map<List<String>, Image> images = new IdentityHashMap<>();
    private SourcePosition last = SourcePosition.START;
    private String transaction = "";
    private boolean transactionOpen;

    RecordTranslator(CapturedTables tables, BinlogEra era) {
        this.tables = tables;
        this.era = era;
    }

    /** One change of the rows of an event; to be called for each of them in turn. */
    RowChange translate(ChangedRows rows, int index) {
        Table table = table(rows.table());
        Image image = images.get(rows.columns());
        if (image == null) {
            image = Image.of(table, tables, rows.columns());
            images.put(rows.columns(), image);
        }
        Row before = image.row(rows.before(index));
        Row after = image.row(rows.after(index));
        ChangedRows.Place place = rows.place();
        return change(table, rows.operation(), before, after, place);
    }

    /** A TRUNCATE: the one change that Debezium makes a record of. */
    RowChange truncated(SourceRecord record) {
        Struct envelope = (Struct) record.value();
        Struct source = envelope.getStruct("source");
        Table table = table(source.getString("table"));
        if (!envelope.getString("op").equals("t")) {
            throw new IllegalStateException("Unexpected operation " + envelope.getString("op") + " of " + table.name());
        }
        String gtid = source.schema().field("gtid") == null ? null : source.getString("gtid");
        var place = new ChangedRows.Place(source.getString("file"), source.getInt64("pos"), gtid, committedAt(source));
        return change(table, Operation.TRUNCATE, null, null, place);
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

    private Table table(String realName) {
        return Objects.requireNonNull(tables.byRealName(realName), realName);
    }

    private RowChange change(
            Table table, Operation operation, @Nullable Row before, @Nullable Row after, ChangedRows.Place place) {
        SourcePosition position = position(place, operation);
        if (!transactionOpen) {
            transactionOpen = true;
            String gtid = place.gtid();
            transaction = gtid == null ? place.file() + ":" + position.offset() : gtid;
        }
        long now = System.currentTimeMillis() * 1000;
        return new RowChange(
                table.name(), operation, before, after, position, transaction, place.committedAtMicros(), now);
    }

    private static long committedAt(Struct source) {
        return source.schema().field("ts_us") != null && source.getInt64("ts_us") != null
                ? source.getInt64("ts_us")
                : source.getInt64("ts_ms") * 1000;
    }

    /** Where an event begins. */
    SourcePosition position(ChangedRows.Place place) {
        return era.position(new StartPoint("binlog", place.file(), place.offset(), "").position());
    }

    /** Rows of one event are numbered by this class. */
    private SourcePosition position(ChangedRows.Place place, Operation operation) {
        SourcePosition event = position(place);
        int first = operation == Operation.TRUNCATE ? FIRST_AT_A_CUT : 0;
        last = new SourcePosition(event.log(), event.offset(), event.isInEventOf(last) ? last.row() + 1 : first);
        return last;
    }

    /**
     * Which value of a row each column of the table is.
     *
     * @param from places of the values; -1 for a column that the rows lack
     * @param straight whether the values are the columns, one by one
     */
    private record Image(Table table, CapturedTables tables, Layout layout, int[] from, boolean straight) {

        static Image of(Table table, CapturedTables tables, List<String> columns) {
            var byName = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
            columns.forEach(column -> byName.put(column, byName.size()));
            Layout layout = tables.layout(table);
            var from = new int[layout.size()];
            boolean straight = layout.size() == columns.size();
            for (int i = 0; i < from.length; i++) {
                from[i] = byName.getOrDefault(layout.fields().get(i), -1);
                straight &= from[i] == i;
                if (from[i] < 0 && tables.needs(table, layout.fields().get(i))) {
                    throw new MigrationException(
                            ErrorCode.SOURCE_SCHEMA_CHANGED,
                            "Source table " + tables.realName(table) + ": rows in the binlog have no column `"
                                    + layout.fields().get(i) + "`, and no statement before them took it away");
                }
            }
            return new Image(table, tables, layout, from, straight);
        }

        @Nullable
        Row row(@Nullable Object @Nullable [] read) {
            if (read == null) {
                return null;
            }
            @Nullable Object[] values = straight ? read : new @Nullable Object[from.length];
            for (int i = 0; i < values.length; i++) {
                @Nullable Object value = from[i] < 0 ? null : read[from[i]];
                values[i] = value == null || !PartialJson.is(value)
                        ? value
                        : unknown(layout.fields().get(i));
            }
            return Row.full(layout, values);
        }

        private @Nullable Object unknown(String column) {
            if (tables.needs(table, column)) {
                throw new PartialValueException(column);
            }
            return null;
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
