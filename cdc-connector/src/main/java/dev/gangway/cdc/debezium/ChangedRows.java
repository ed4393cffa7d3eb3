package dev.gangway.cdc.debezium;

import dev.gangway.core.change.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one row event, as a record of topic {@link #TOPIC} has them for its value. They pass Debezium by: it would make
 * a structure of every row, check every value of it, and take all of it apart again. Handed from the binlog client's thread to the
 * engine's; nobody changes it.
 *
 * @param table its real name
 * @param columns names of the values; the same object as long as the table keeps its structure
 * @param operation CREATE, UPDATE or DELETE
 * @param before the old rows; of as many elements as {@code after}, or empty for CREATE
 * @param after the new rows; empty for DELETE
 */
public record ChangedRows(
        String table,
        List<String> columns,
        Operation operation,
        List<@Nullable Object[]> before,
        List<@Nullable Object[]> after,
        Place place) {
    /** Topic of rows. */
    public static final String TOPIC = "gangway.rows";

    /**
     * Where the event begins, and what it belongs to.
     *
     * @param gtid of its transaction, or null when the server has none
     * @param committedAtMicros when the source made the changes
     */
    public record Place(String file, long offset, @Nullable String gtid, long committedAtMicros) {}

    /** How many rows were changed. */
    public int size() {
        return Math.max(before.size(), after.size());
    }

    /** The old row of a change; null for CREATE. */
    public @Nullable Object @Nullable [] before(int index) {
        return before.isEmpty() ? null : before.get(index);
    }

    /** The new row of a change; null for DELETE. */
    public @Nullable Object @Nullable [] after(int index) {
        return after.isEmpty() ? null : after.get(index);
    }
}
