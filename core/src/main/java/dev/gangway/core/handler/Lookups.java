package dev.gangway.core.handler;

import dev.gangway.core.row.Row;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads of other source rows that a handler needs, in batches and from a bounded cache. Thread-safe. A change on a looked-up
 * table that passes through the stream updates the cache.
 */
public interface Lookups {

    /** A column to search by and a column to return, of one source table (name without prefix). */
    record Key(String table, String keyColumn, String valueColumn) {}

    /** The value column of the first row whose key column equals {@code key}; null when there is none or it is NULL. */
    @Nullable
    String find(Key lookup, String key);

    /** Loads all these keys with as few queries as possible, so that {@link #find} answers from memory. */
    void prefetch(Key lookup, Collection<String> keys);

    /**
     * All rows of a small source table in key order (attributes, stores, websites, ...), kept in memory. The same list object
     * as long as nothing changed, so that callers may keep what they derive from it ({@link DerivedLookup}).
     */
    List<Row> all(String table);
}
