package dev.gangway.derivations.eav;

import dev.gangway.core.row.Row;
import java.util.Collection;

/** Hands out the ids an auto-increment column would: one more than the greatest so far. */
final class IdCounter {
    private final String field;
    private long greatest;

    IdCounter(String field, Collection<Row> existing) {
        this.field = field;
        existing.forEach(this::see);
    }

    private void see(Row row) {
        String id = row.text(field);
        greatest = Math.max(greatest, id == null ? 0 : Long.parseLong(id));
    }

    /** Gives the row the next id. */
    Row number(Row row) {
        row.set(field, String.valueOf(++greatest));
        return row;
    }
}
