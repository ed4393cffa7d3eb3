package dev.gangway.cdc.binlog;

import dev.gangway.cdc.Piece;
import dev.gangway.cdc.debezium.Markers;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sorts the engine's records into changes, cuts and notices of changed structures. Confined to the engine's thread. */
final class RecordConsumer {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordConsumer.class);

    private final RecordTranslator translator;
    private final PieceBuilder builder;

    RecordConsumer(RecordTranslator translator, PieceBuilder builder) {
        this.translator = translator;
        this.builder = builder;
    }

    /**
     * @throws MigrationException SOURCE_SCHEMA_CHANGED when a captured column changed; pieces before it were handed out
     */
    void accept(SourceRecord record, Consumer<Piece> pieces) {
        switch (record.topic()) {
            case Markers.CUT -> {
                translator.endTransaction();
                builder.cut(
                        BinlogOffset.of(record.sourceOffset()), marker(record).getInt64(Markers.TIME));
            }
            case Markers.SCHEMA_TOLERATED ->
                LOGGER.atWarn()
                        .addKeyValue("table", marker(record).getString(Markers.TABLE))
                        .addKeyValue("change", marker(record).getString(Markers.CHANGE))
                        .log("Source table got columns that are not in the plan; they are not migrated");
            case Markers.SCHEMA_BROKEN -> {
                endOfBatch(pieces);
                throw changed(
                        marker(record).getString(Markers.TABLE), marker(record).getString(Markers.CHANGE));
            }
            default -> addChange(record, pieces);
        }
    }

    private static Struct marker(SourceRecord record) {
        return (Struct) record.value();
    }

    private void addChange(SourceRecord record, Consumer<Piece> pieces) {
        RowChange change = translator.translate(record);
        if (change == null) {
            return;
        }
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

    private static MigrationException changed(String table, String change) {
        return new MigrationException(
                ErrorCode.SOURCE_SCHEMA_CHANGED,
                "Source table " + table + ": " + change + ". Capture stopped before the first change of the new"
                        + " structure; undo the statement on the source, or adapt the map files to the new structure and"
                        + " load this source again");
    }
}
