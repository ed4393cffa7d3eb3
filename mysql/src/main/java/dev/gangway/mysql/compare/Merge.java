package dev.gangway.mysql.compare;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.mysql.read.RowStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Walks expected and actual rows of one table in the same key order. */
final class Merge {
    private final KeyOrder order;
    private final List<Column> columns;
    private final List<StoredForm> forms;
    private final ComparisonBuilder found;

    Merge(KeyOrder order, List<Column> columns, List<StoredForm> forms, ComparisonBuilder found) {
        this.order = order;
        this.columns = columns;
        this.forms = forms;
        this.found = found;
    }

    void run(ExpectedRows expected, RowStream actual) throws SQLException {
        Row e = expected.next();
        Row a = actual.next();
        while (e != null || a != null) {
            int side = e == null ? 1 : a == null ? -1 : order.compare(e, a);
            if (side < 0 && e != null) {
                found.add(Difference.Kind.MISSING, order.describe(e), List.of());
                e = expected.next();
            } else if (side > 0 && a != null) {
                found.actual();
                found.add(Difference.Kind.UNEXPECTED, order.describe(a), List.of());
                a = actual.next();
            } else if (e != null && a != null) {
                found.actual();
                compare(e, a);
                e = expected.next();
                a = actual.next();
            }
        }
    }

    private void compare(Row expected, Row actual) {
        var differing = new ArrayList<String>(0);
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (expected.isSet(name) && !forms.get(i).isSame(expected.get(name), actual.get(name))) {
                differing.add(name);
            }
        }
        if (!differing.isEmpty()) {
            found.add(Difference.Kind.DIFFERENT, order.describe(expected), differing);
        }
    }
}
