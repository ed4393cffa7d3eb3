package dev.gangway.core.handler;

import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something computed from whole small source tables, computed again only when {@link Lookups#all} gives another list than
 * before. Thread-safe; two threads may compute it twice, with the same result.
 */
public final class DerivedLookup<T> {
    private final List<LookedUp> inputs;
    private final List<String> tables;
    private final Function<List<List<Row>>, T> compute;
    private volatile @Nullable Result<T> last;

    /**
     * @param inputs what is read, and how rows depend on it
     * @param compute gets the rows of each table, in the order of {@code inputs}
     */
    public DerivedLookup(List<LookedUp> inputs, Function<List<List<Row>>, T> compute) {
        this.inputs = List.copyOf(inputs);
        this.tables = inputs.stream().map(LookedUp::table).toList();
        this.compute = compute;
    }

    public static <T> DerivedLookup<T> of(LookedUp input, Function<List<Row>, T> compute) {
        return new DerivedLookup<>(List.of(input), rows -> compute.apply(rows.get(0)));
    }

    /** What it is computed from: whoever uses it declares this. */
    public List<LookedUp> inputs() {
        return inputs;
    }

    public T get(Lookups lookups) {
        Result<T> known = last;
        if (known != null && known.isOf(tables, lookups)) {
            return known.value;
        }
        var rows = new ArrayList<List<Row>>(tables.size());
        tables.forEach(table -> rows.add(lookups.all(table)));
        var result = new Result<>(rows, compute.apply(rows));
        last = result;
        return result.value;
    }

    private record Result<T>(List<List<Row>> rows, T value) {

        boolean isOf(List<String> tables, Lookups lookups) {
            for (int i = 0; i < rows.size(); i++) {
                if (!isSame(rows.get(i), lookups.all(tables.get(i)))) {
                    return false;
                }
            }
            return true;
        }

        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(List<Row> known, List<Row> current) {
            return known == current;
        }
    }
}
