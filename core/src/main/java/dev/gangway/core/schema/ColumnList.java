package dev.gangway.core.schema;

import java.util.AbstractList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The columns of a table, found by name without a search: of wide tables columns are looked up for every row. Immutable. */
final class ColumnList extends AbstractList<Column> implements RandomAccess {
    private final List<Column> columns;
    private final Map<String, Column> byName = new HashMap<>();

    private ColumnList(List<Column> columns) {
        this.columns = columns;
        columns.forEach(column -> byName.putIfAbsent(column.name(), column));
    }

    static ColumnList of(Collection<Column> columns) {
        return columns instanceof ColumnList known ? known : new ColumnList(List.copyOf(columns));
    }

    @Nullable
    Column find(String name) {
        return byName.get(name);
    }

    @Override
    public Column get(int index) {
        return columns.get(index);
    }

    @Override
    public int size() {
        return columns.size();
    }
}
