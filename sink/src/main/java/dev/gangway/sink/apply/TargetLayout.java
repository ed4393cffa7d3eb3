package dev.gangway.sink.apply;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one layout of a target table's rows, so that they can be compared, completed and written together. Rows come in few other
 * layouts, one after the other mostly in the same, so the last one's places are remembered. One thread at a time.
 */
final class TargetLayout {
    private final Layout layout;
    private @Nullable Places last;
    private List<String> lastKey = List.of();
    private List<String> lastFields = List.of();

    TargetLayout(Layout layout) {
        this.layout = layout;
    }

    /** Where the fields of another layout go: those that the table has. */
    private record Places(Layout of, int[] from, int[] to, BitSet set) {}

    /** The row's fields that the table has. */
    Row row(Row row) {
        Places places = last;
        if (places == null || places.of() != row.layout()) {
            places = places(row.layout());
            last = places;
        }
        var result = new Row(layout);
        if (row.isWhole()) {
            result.setAll(row, places.from(), places.to(), places.set());
            return result;
        }
        for (int i = 0; i < places.from().length; i++) {
            if (row.isSet(places.from()[i])) {
                result.set(places.to()[i], row.get(places.from()[i]));
            }
        }
        return result;
    }

    private Places places(Layout of) {
        List<String> fields = of.fields();
        int[] from = IntStream.range(0, fields.size())
                .filter(i -> layout.has(fields.get(i)))
                .toArray();
        int[] to = IntStream.of(from).map(i -> layout.indexOf(fields.get(i))).toArray();
        var set = new BitSet();
        IntStream.of(to).forEach(set::set);
        return new Places(of, from, to, set);
    }

    /** Those of the names that the table has, in its order. */
    List<String> fields(List<String> names) {
        if (!names.equals(lastKey)) {
            lastFields = names.stream()
                    .filter(layout::has)
                    .sorted(Comparator.comparing(layout::indexOf))
                    .toList();
            lastKey = names;
        }
        return lastFields;
    }
}
