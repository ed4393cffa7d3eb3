package dev.gangway.core.handler;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.SideTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A value transformation bound to one field of one document by a rule. Instances are made once per rule by a
 * {@link HandlerFactory} and must be stateless or thread-safe: bulk load calls them from several threads.
 */
public interface Handler {

    /**
     * Transforms the field of {@code row}. For a source rule {@code record} is the source row and {@code opposite} the
     * target row as far as it is known (empty in most steps); for a destination rule both are the target row; for a settings
     * rule they are the Magento 1 and the Magento 2 configuration row.
     *
     * @throws RowRejectedException when the row cannot be mapped; only this row is affected
     */
    void handle(Row row, Row opposite, HandlerContext context);

    /**
     * Loads, in one query, what {@link #handle} will look up for these records. Called before each batch; the default does
     * nothing. Results must be the same without this call, only slower.
     */
    default void prefetch(Collection<Row> rows, Lookups lookups) {}

    /**
     * Every look-up that {@link #handle} may make: what it answers from {@link HandlerContext#lookups} must follow from these. The
     * plan captures the tables, and a change of what was looked up sends the rows that had used it through the stream again.
     * Empty for handlers that look at their own row only.
     */
    default List<LookedUp> lookedUp() {
        return List.of();
    }

    /**
     * The further table that {@link HandlerContext#emit} fills, when its rows follow from fields of the same source row; the
     * plan needs it to carry deletes over. Empty when the handler emits nothing.
     */
    default Optional<SideTable> sideTable() {
        return Optional.empty();
    }

    /**
     * The source column that the field's value is taken from unchanged, when it is another row's: when a foreign key changes
     * that column in the source without a change of this row, the plan carries it over. Empty for all other handlers.
     */
    default Optional<Lookups.Key> derivedFrom() {
        return Optional.empty();
    }

    /**
     * True when two different values mean the same, of which at least one was made by this handler: such as texts that were encrypted
     * with different random parts.
     */
    default boolean meansSame(Object one, Object other) {
        return false;
    }
}
