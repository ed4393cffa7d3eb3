package dev.gangway.proof.row;

import dev.gangway.core.change.SourceKey;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks expected and actual rows of one table in the same key order and tells every row that differs. Immutable. */
public final class RowComparer {
    private final String table;
    private final KeyOrder order;
    private final List<Column> columns;
    private final List<StoredForm> forms;
    private final Map<String, BiPredicate<Object, Object>> meanings;

    /** {@code columns}: those whose values count. */
    public RowComparer(String table, KeyOrder order, List<Column> columns) {
        this(table, order, columns, Map.of());
    }

    /** {@code meanings}: of some columns, which different values mean the same. */
    public RowComparer(
            String table, KeyOrder order, List<Column> columns, Map<String, BiPredicate<Object, Object>> meanings) {
        this.table = table;
        this.order = order;
        this.columns = List.copyOf(columns);
        this.meanings = Map.copyOf(meanings);
        this.forms = columns.stream().map(StoredForm::new).toList();
    }

    /** Rows in key order, one at a time; null at the end. */
    @FunctionalInterface
    public interface Rows {
        @Nullable
        Row next() throws SQLException;

        /** The rows of a list. */
        static Rows of(List<Row> rows) {
            var all = rows.iterator();
            return () -> all.hasNext() ? all.next() : null;
        }
    }

    /** How many rows both sides have, and how many of them are equal. */
    public record Result(long actual, long equal) {}

    public Result compare(Rows expected, Rows actual, Consumer<Finding> found) throws SQLException {
        var places = new Places();
        long rows = 0;
        long equal = 0;
        Row e = expected.next();
        Row a = actual.next();
        while (e != null || a != null) {
            int side = side(e, a);
            rows += side >= 0 ? 1 : 0;
            Finding finding = finding(side, e, a, places);
            if (finding != null) {
                found.accept(finding);
            } else {
                equal++;
            }
            e = side <= 0 ? expected.next() : e;
            a = side >= 0 ? actual.next() : a;
        }
        return new Result(rows, equal);
    }

    /** Less than 0 when only the expected row is at this key, more when only the actual one is. */
    private int side(@Nullable Row expected, @Nullable Row actual) {
        if (expected == null) {
            return 1;
        }
        return actual == null ? -1 : order.compare(expected, actual);
    }

    /** What differs at one key; null when nothing does. */
    private @Nullable Finding finding(int side, @Nullable Row expected, @Nullable Row actual, Places places) {
        if (side < 0) {
            return finding(Kind.MISSING, List.of(), expected, null);
        }
        if (side > 0 || expected == null || actual == null) {
            return finding(Kind.EXTRA, List.of(), null, actual);
        }
        List<String> differing = differing(expected, actual, places);
        return differing.isEmpty() ? null : finding(Kind.CHANGED, differing, expected, actual);
    }

    private List<String> differing(Row expected, Row actual, Places places) {
        places.are(expected.layout(), actual.layout());
        List<String> differing = List.of();
        for (int i = 0; i < forms.size(); i++) {
            int there = places.expected[i];
            if (there < 0 || !expected.isSet(there)) {
                continue;
            }
            Object wanted = expected.get(there);
            Object stored = places.actual[i] < 0 ? null : actual.get(places.actual[i]);
            if (!forms.get(i).isSame(wanted, stored) && !meanSame(columns.get(i).name(), wanted, stored)) {
                differing = differing.isEmpty() ? new ArrayList<>() : differing;
                differing.add(columns.get(i).name());
            }
        }
        return differing;
    }

    /** Where the compared columns stand in the rows of both sides, which mostly have one layout each. */
    private final class Places {
        private @Nullable Layout ofExpected;
        private @Nullable Layout ofActual;
        private int[] expected = {};
        private int[] actual = {};

        void are(Layout expectedLayout, Layout actualLayout) {
            if (expectedLayout != ofExpected) {
                ofExpected = expectedLayout;
                expected = of(expectedLayout);
            }
            if (actualLayout != ofActual) {
                ofActual = actualLayout;
                actual = of(actualLayout);
            }
        }

        private int[] of(Layout layout) {
            return columns.stream()
                    .mapToInt(column -> layout.indexOf(column.name()))
                    .toArray();
        }
    }

    private boolean meanSame(String column, @Nullable Object expected, @Nullable Object actual) {
        var meaning = meanings.get(column);
        return meaning != null && expected != null && actual != null && meaning.test(expected, actual);
    }

    private Finding finding(Kind kind, List<String> differing, @Nullable Row expected, @Nullable Row actual) {
        Row row = expected == null ? actual : expected;
        List<Object> key = row == null ? List.of() : order.of(row);
        return new Finding(kind, table, SourceKey.text(order.fields(), key), key, differing, "", expected, actual);
    }
}
