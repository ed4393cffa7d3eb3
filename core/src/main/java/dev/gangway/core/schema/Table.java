package dev.gangway.core.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One table or view. The name is without prefix; {@code primaryKey} is in key order and empty when there is none.
 * {@code rowEstimate} is the server's own guess and may be far off; it only serves progress and chunk planning.
 */
public record Table(
        String name,
        List<Column> columns,
        List<String> primaryKey,
        List<UniqueKey> uniqueKeys,
        List<ForeignKey> foreignKeys,
        String engine,
        boolean view,
        long rowEstimate) {
    private static final Set<String> WITHOUT_TRANSACTIONS =
            Set.of("myisam", "mrg_myisam", "aria", "memory", "csv", "archive", "blackhole");

    public Table {
        columns = ColumnList.of(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = List.copyOf(uniqueKeys);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** False when the engine cannot undo: rows of a statement or transaction that failed may stay. */
    public boolean isTransactional() {
        return !WITHOUT_TRANSACTIONS.contains(engine.toLowerCase(Locale.ROOT));
    }

    public Optional<Column> column(String columnName) {
        return Optional.ofNullable(ColumnList.of(columns).find(columnName));
    }

    public boolean hasColumn(String columnName) {
        return column(columnName).isPresent();
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** The columns that tell rows apart: the primary key, else the first unique key of NOT NULL columns, else empty. */
    public List<String> identity() {
        if (!primaryKey.isEmpty()) {
            return primaryKey;
        }
        return uniqueKeys.stream()
                .map(UniqueKey::columns)
                .filter(key -> key.stream()
                        .allMatch(c -> column(c).map(x -> !x.nullable()).orElse(false)))
                .findFirst()
                .orElse(List.of());
    }
}
