package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.Piece;
import dev.gangway.cdc.binlog.RecordTranslator.PartialValueException;
import dev.gangway.cdc.debezium.ChangedRows;
import dev.gangway.cdc.debezium.Markers;
import dev.gangway.cdc.debezium.Markers.Change;
import dev.gangway.cdc.structure.TableShape;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.BinlogEra;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts the engine's records into changes, cuts, notices of structures and places that cannot be read. A table whose changes a
 * place hides is read anew there, when the binlog explains how its values changed or when the user wants it. Confined to the
 * engine's thread.
 */
final class RecordConsumer {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordConsumer.class);
    private static final long IDLE_LOOK_NANOS = 2_000_000_000L;

    private final CapturedTables tables;
    private final BinlogEra era;
    private final RecordTranslator translator;
    private final PieceBuilder builder;
    private final TableStates states;
    private final TableReader reader;
    private final Reread reread;
    private final Map<String, SourcePosition> readUpTo = new HashMap<>();
    private final Set<String> overtaken = new HashSet<>();
    private long nextIdleLook = System.nanoTime();

    RecordConsumer(CapturedTables tables, PieceBuilder builder, TableStates states, TableReader reader, Reread reread) {
        this.tables = tables;
        this.era = reader.era();
        this.translator = new RecordTranslator(tables, era);
        this.builder = builder;
        this.states = states;
        this.reader = reader;
        this.reread = reread;
        translator.countFrom(builder.covered());
    }

    /**
     * @throws MigrationException SOURCE_SCHEMA_CHANGED or SOURCE_CHANGE_UNREADABLE; pieces before it were handed out
     */
    void accept(SourceRecord record, Consumer<Piece> pieces) {
        switch (record.topic()) {
            case Markers.CUT -> cut(record, pieces);
            case Markers.STRUCTURE -> structure(marker(record), pieces);
            case Markers.UNREADABLE -> unreadable(marker(record), pieces);
            case ChangedRows.TOPIC -> addRows((ChangedRows) record.value(), pieces);
            default -> addTruncate(record, pieces);
        }
    }

    private static Struct marker(SourceRecord record) {
        return (Struct) record.value();
    }

    private void cut(SourceRecord record, Consumer<Piece> pieces) {
        translator.endTransaction();
        SourcePosition place = position(marker(record));
        readOvertaken(place, pieces);
        if (!states.waiting().isEmpty()) {
            lookForTheEnd(place, pieces);
        }
        BinlogOffset resume = BinlogOffset.of(record.sourceOffset()).in(era).withWaiting(states.waiting());
        builder.cut(place, resume, marker(record).getInt64(Markers.TIME));
    }

    /** Where the binlog ends, no statement can follow any more that a table waits for. */
    private void lookForTheEnd(SourcePosition place, Consumer<Piece> pieces) {
        if (System.nanoTime() - nextIdleLook < 0) {
            return;
        }
        nextIdleLook = System.nanoTime() + IDLE_LOOK_NANOS;
        if (!reader.end().isAfter(place)) {
            readAnew(withHanging(states.giveUpWaiting()), place, pieces);
        }
    }

    private void structure(Struct marker, Consumer<Piece> pieces) {
        var notice = new TableStates.Notice(
                marker.getString(Markers.TABLE),
                Change.valueOf(marker.getString(Markers.CHANGE)),
                shape(marker.getString(Markers.BEFORE)),
                shape(marker.getString(Markers.AFTER)),
                place(marker));
        boolean waited = states.waits(notice.realName());
        boolean must;
        try {
            must = states.changed(notice);
        } catch (MigrationException e) {
            endOfBatch(pieces);
            throw e;
        }
        if (must) {
            List<String> table = List.of(notice.realName());
            readAnew(waited ? withHanging(table) : table, position(marker), pieces);
        }
    }

    private static @Nullable TableShape shape(@Nullable String text) {
        return text == null ? null : TableShape.parse(text);
    }

    private static String place(Struct marker) {
        return marker.getString(Markers.FILE) + ":" + marker.getInt64(Markers.OFFSET);
    }

    private SourcePosition position(Struct marker) {
        return BinlogOffset.at(marker.getString(Markers.FILE), marker.getInt64(Markers.OFFSET))
                .in(era)
                .position();
    }

    private void unreadable(Struct marker, Consumer<Piece> pieces) {
        List<String> hit =
                new ArrayList<>(marker.getString(Markers.TABLE).lines().toList());
        boolean any = hit.isEmpty();
        if (any) {
            hit.addAll(tables.realNames());
        }
        hit.removeIf(states::waits);
        if (hit.isEmpty()) {
            return;
        }
        if (!reread.covers(hit)) {
            endOfBatch(pieces);
            throw reread.refused(marker, place(marker), any ? List.of() : hit);
        }
        readAnew(withHanging(hit), position(marker), pieces);
    }

    /**
     * The tables, and those of which the server may have taken rows along by itself: a deletion that is hidden hides what went with
     * it. Tables that wait are read when they serve the plan again.
     */
    private Set<String> withHanging(Collection<String> realNames) {
        var all = new LinkedHashSet<>(realNames);
        for (String realName : realNames) {
            Table table = tables.byRealName(realName);
            if (table != null) {
                tables.below(table, ForeignKey::takesAlong).stream()
                        .map(tables::realName)
                        .filter(below -> !states.waits(below))
                        .forEach(all::add);
            }
        }
        return all;
    }

    /**
     * Gives the rows that tables have today. Row changes that the binlog holds up to today then lead to the same rows again, unless
     * another hidden change stands among them: from there the table waits until the stream has come up to its reading.
     */
    private void readAnew(Collection<String> realNames, SourcePosition place, Consumer<Piece> pieces) {
        for (String realName : realNames) {
            Table table = tables.byRealName(realName);
            if (table == null) {
                continue;
            }
            SourcePosition known = readUpTo.get(realName);
            if (known != null && known.isAfter(place)) {
                states.postpone(realName);
                overtaken.add(realName);
                continue;
            }
            overtaken.remove(realName);
            readUpTo.put(realName, reader.end());
            LOGGER.atInfo().addKeyValue("table", realName).log("Reading a source table anew");
            add(translator.emptied(table, place), pieces);
            reader.rows(table, row -> add(translator.today(table, Operation.CREATE, row), pieces));
        }
    }

    /** Tables of which more was hidden than one reading shows are read once more where the stream is level with that reading. */
    private void readOvertaken(SourcePosition place, Consumer<Piece> pieces) {
        List<String> level = overtaken.stream()
                .filter(table -> !Objects.requireNonNull(readUpTo.get(table)).isAfter(place))
                .filter(states::resume)
                .toList();
        readAnew(withHanging(level), place, pieces);
    }

    private void addRows(ChangedRows rows, Consumer<Piece> pieces) {
        if (states.waits(rows.table())) {
            return;
        }
        try {
            for (int i = 0; i < rows.size(); i++) {
                addRow(rows, i, pieces);
            }
        } catch (MigrationException e) {
            endOfBatch(pieces);
            throw e;
        }
    }

    private void addRow(ChangedRows rows, int index, Consumer<Piece> pieces) {
        try {
            add(translator.translate(rows, index), pieces);
        } catch (PartialValueException e) {
            partial(rows, e, pieces);
        }
    }

    private void addTruncate(SourceRecord record, Consumer<Piece> pieces) {
        if (!states.waits(translator.realTable(record))) {
            add(translator.truncated(record), pieces);
        }
    }

    private void partial(ChangedRows rows, PartialValueException value, Consumer<Piece> pieces) {
        if (!reread.covers(List.of(rows.table()))) {
            String place = rows.place().file() + ":" + rows.place().offset();
            throw reread.partialJson(rows.table(), value.column(), place);
        }
        readAnew(List.of(rows.table()), translator.position(rows.place()), pieces);
    }

    private void add(RowChange change, Consumer<Piece> pieces) {
        builder.add(change);
        Piece full = builder.whenFull();
        if (full != null) {
            pieces.accept(full);
        }
    }

    /** Hands out what is complete. */
    void endOfBatch(Consumer<Piece> pieces) {
        @Nullable Piece complete = builder.whenCut();
        if (complete != null) {
            pieces.accept(complete);
        }
    }
}
