package dev.gangway.core.handler;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler may do besides changing the record; one per mapped row. */
public interface HandlerContext {

    Lookups lookups();

    /** Adds a row for another target table; written with the main row and deleted with it. */
    void emit(String targetTable, Map<String, @Nullable Object> fields);

    /** Reports that a value was lost or changed in a way a person should know; counted per table and field, never logged with its value. */
    void warn(String field, String reason);
}
