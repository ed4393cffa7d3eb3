package dev.gangway.core.plan;

import dev.gangway.core.row.Row;

/** Counts values that a mapping had to change or drop, so that no loss is silent. Implementations are thread-safe. */
@FunctionalInterface
public interface LossCounter {

    LossCounter NONE = (table, field, reason) -> {};

    void count(String table, String field, String reason);

    /** The same when the key of the row is known as a text, which tells a person where to look. */
    default void countKey(String table, String field, String reason, String key) {
        count(table, field, reason);
    }

    /** The same when the source row is known, whose key tells a person where to look. */
    default void count(Row row, String field, String reason) {
        count(row.document(), field, reason);
    }
}
