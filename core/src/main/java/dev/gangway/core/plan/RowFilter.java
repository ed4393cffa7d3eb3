package dev.gangway.core.plan;

import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Row;
import java.util.List;

/** Says which rows of its source table a route takes. Pure apart from the look-ups; thread-safe. */
public interface RowFilter {

    /** Takes every row. */
    RowFilter ALL = (row, lookups) -> true;

    /**
     * True when the route takes the row. A row of which only the key is known counts as taken: what is done for it, removing
     * the target's row of that key, is harmless when there is none.
     */
    boolean takes(Row row, Lookups lookups);

    /** Every look-up that {@link #takes} may make, as a handler declares its own. */
    default List<LookedUp> lookedUp() {
        return List.of();
    }
}
