package dev.gangway.core.change;

import dev.gangway.core.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write to the target. Operations of one change are applied in list order; operations of changes in position order.
 * Table and column names are the target's, without prefix.
 */
public sealed interface TargetOperation {

    /** The target table that is written. */
    String table();

    /**
     * Insert the row or, when it exists, overwrite the given fields; absent fields keep their value or get the default.
     * {@code key} names the fields of {@code row} that identify it (the source's identity, in the target's names). When no
     * unique key of the target is covered by them, rows with these values are deleted before the row is inserted.
     */
    record Upsert(String table, List<String> key, Row row) implements TargetOperation {

        public Upsert {
            key = List.copyOf(key);
        }
    }

    /** Delete the rows that have exactly the set fields of {@code key} (NULL-safe): the whole key, or the part the source knows. */
    record Delete(String table, Row key) implements TargetOperation {}

    /** Delete every row (a TRUNCATE of the source table). */
    record Clear(String table) implements TargetOperation {}

    /**
     * What the source's foreign keys did to the children of a deleted or re-keyed parent, which no binlog and no trigger shows.
     * Rows of {@code table} whose {@code column} holds {@code oldValue} are deleted ({@code action} DELETE) or get
     * {@code newValue} in that column (UPDATE; null for SET NULL). Before rows are deleted, {@code children} are applied to
     * their own children.
     */
    record Cascade(
            String table,
            String column,
            Object oldValue,
            Action action,
            @Nullable Object newValue,
            List<Edge> children) implements TargetOperation {

        public Cascade {
            children = List.copyOf(children);
        }

        /** What happens to the child rows. */
        public enum Action {
            DELETE,
            UPDATE
        }
    }

    /**
     * One foreign key below a cascade: rows of {@code table} whose {@code column} holds a value of the parent's
     * {@code parentColumn} follow. {@code action} DELETE recurses into {@code children}, UPDATE sets NULL. An edge from a table
     * to itself stands for rows at any depth, which take along what their parents take along.
     */
    record Edge(String table, String column, String parentColumn, Cascade.Action action, List<Edge> children) {

        public Edge {
            children = List.copyOf(children);
        }
    }
}
