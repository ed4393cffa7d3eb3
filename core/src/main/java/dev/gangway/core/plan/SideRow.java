package dev.gangway.core.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row that a handler adds to another target table than its document's own. */
public record SideRow(String table, Map<String, @Nullable Object> fields) {

    public SideRow {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
