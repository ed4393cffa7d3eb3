package dev.gangway.core.handler.store;

import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import java.util.Collection;
import java.util.HashSet;

/** A value of another source table, found by a field of the row; loaded for whole batches. */
public record SourceValue(String field, Lookups.Key key) {

    /** As the handler that uses it declares it. */
    public LookedUp lookedUp() {
        return LookedUp.by(field, key);
    }

    /** The found value, or {@code 0} when the row's field or the found value is NULL or falsy. */
    public String findOrZero(Row row, Lookups lookups) {
        String wanted = row.text(field);
        String found = wanted == null ? null : lookups.find(key, wanted);
        return found == null || PhpText.isFalsy(found) ? "0" : found;
    }

    public void prefetch(Collection<Row> rows, Lookups lookups) {
        var wanted = new HashSet<String>();
        for (Row row : rows) {
            String value = row.text(field);
            if (value != null) {
                wanted.add(value);
            }
        }
        if (!wanted.isEmpty()) {
            lookups.prefetch(key, wanted);
        }
    }
}
