package dev.gangway.cdc.reemit;

import dev.gangway.core.change.Operation;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.ReemitQueue.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the source has at one moment of the rows that are to be sent again.
 *
 * @param images first the rows that are gone, then those that are there: a text key that only its letters' case tells from a
 *     row that is there must not take that row away
 * @param postponed keys that have to be read another time, because somebody held their rows
 * @param rest of a range, what was not looked at; null when all was
 */
public record Reading(
        Batch batch,
        Table table,
        List<Image> images,
        List<Row> postponed,
        @Nullable ChunkRange rest) {
    /** The number of a row that no key of its own stands for in the request. */
    static final long NONE = 0;

    public Reading {
        images = List.copyOf(images);
        postponed = List.copyOf(postponed);
    }

    /**
     * One row as a change: what is there replaces whatever has its key, what is gone is deleted.
     *
     * @param id number of the key that asked for it, or NONE
     * @param key only the key's columns are set
     * @param row null when the source has no such row
     */
    public record Image(long id, Row key, @Nullable Row row) {

        public Operation operation() {
            return row == null ? Operation.DELETE : Operation.UPDATE;
        }
    }

    /** The same without the rows of some keys, which are left for another time. */
    public Reading without(Predicate<Row> unwanted) {
        var kept = new ArrayList<Image>();
        var later = new ArrayList<>(postponed);
        for (Image image : images) {
            if (!unwanted.test(image.key())) {
                kept.add(image);
            } else if (batch.range() != null) {
                later.add(image.key());
            }
        }
        return new Reading(batch, table, kept, later, rest);
    }

    /** Nothing could be read, because somebody holds the rows. */
    public boolean isHeldUp() {
        return images.isEmpty() && batch.range() == null && !postponed.isEmpty();
    }

    /** Numbers of the keys whose rows are here. */
    List<Long> ids() {
        return images.stream().map(Image::id).filter(id -> id != NONE).toList();
    }

    /** Keys of a range that have to be read another time, by column. */
    List<Map<String, Object>> postponedKeys() {
        return postponed.stream().map(this::byColumn).toList();
    }

    private Map<String, Object> byColumn(Row key) {
        var values = new LinkedHashMap<String, Object>();
        for (String column : table.identity()) {
            Object value = key.get(column);
            values.put(column, value == null ? "" : value);
        }
        return values;
    }
}
