package dev.gangway.proof.derived;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the target as it should be, to see what would be derived from it.
 *
 * @param key the fields that tell the table's rows apart
 * @param keyRow their values
 * @param expected the row; null when there should be none
 */
public record Correction(
        Table table, List<String> key, Row keyRow, @Nullable Row expected) {

    public static Correction of(Table table, List<String> key, List<Object> values, @Nullable Row expected) {
        return new Correction(
                table, List.copyOf(key), Row.full(new Layout(table.name(), key), values.toArray()), expected);
    }
}
