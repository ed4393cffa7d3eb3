package dev.gangway.testkit.anytable;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes whole rows that the source takes: parents exist, or are made first; keys are free. One thread. */
final class RowMaker {
    private static final int DEEPEST = 6;
    private static final int ATTEMPTS = 4;
    private static final int DUPLICATE = 1062;

    private final SourceFacts facts;
    private final Sql sql;
    private final Random random;
    private final ColumnValues values;
    private final Hints hints;
    private final Set<String> writable;

    /** @param writable names of the tables in which parents may be made */
    RowMaker(SourceFacts facts, Sql sql, Random random, Hints hints, Set<String> writable) {
        this.facts = facts;
        this.sql = sql;
        this.random = random;
        this.values = new ColumnValues(random);
        this.hints = hints;
        this.writable = writable;
    }

    /** Inserts a row and returns it with the key that the server gave it; empty when no free key was found. */
    Optional<Map<String, @Nullable Object>> insert(Table table) throws SQLException {
        return insert(table, Map.of(), 0);
    }

    /** The same with some columns given. */
    Optional<Map<String, @Nullable Object>> insert(Table table, Map<String, Object> given) throws SQLException {
        return insert(table, given, 0);
    }

    private Optional<Map<String, @Nullable Object>> insert(Table table, Map<String, Object> given, int depth)
            throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<String, @Nullable Object> row = row(table, attempt > 0, depth);
            row.putAll(given);
            try {
                long key = sql.insert("INSERT", table.name(), List.of(row));
                table.columns().stream()
                        .filter(Column::autoIncrement)
                        .findFirst()
                        .ifPresent(column -> row.putIfAbsent(column.name(), key));
                return Optional.of(row);
            } catch (SQLException e) {
                if (e.getErrorCode() != DUPLICATE) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    /** Values for all columns but those that the server fills. */
    Map<String, @Nullable Object> row(Table table) throws SQLException {
        return row(table, false, 0);
    }

    private Map<String, @Nullable Object> row(Table table, boolean newParents, int depth) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            if (!column.autoIncrement() && !column.generated()) {
                row.put(column.name(), value(table, column, newParents, depth));
            }
        }
        return row;
    }

    /** A value for one column of a row that is there already. */
    @Nullable
    Object value(Table table, Column column) throws SQLException {
        return value(table, column, false, 0);
    }

    private @Nullable Object value(Table table, Column column, boolean newParents, int depth) throws SQLException {
        if (Hints.isAbsent(table, column)) {
            return null;
        }
        Optional<Object> hint = hints.value(table, column);
        if (hint.isPresent()) {
            return hint.get();
        }
        List<Column> alike = facts.alike(table, column);
        Optional<SourceFacts.Parent> parent = facts.parent(table, column);
        if (parent.isPresent()) {
            boolean nullable = alike.stream().allMatch(Column::nullable);
            return nullable && random.nextInt(5) == 0
                    ? null
                    : parent(table, parent.get(), newParents && SourceFacts.isUnique(table, column), depth);
        }
        return SourceFacts.isUnique(table, column) ? values.unique(alike) : values.any(alike);
    }

    private @Nullable Object parent(Table child, SourceFacts.Parent parent, boolean anew, int depth)
            throws SQLException {
        Table table = facts.table(parent.table());
        boolean possible = depth < DEEPEST
                && writable.contains(table.name())
                && !table.name().equals(child.name());
        if (possible && (anew || random.nextInt(20) == 0)) {
            Optional<Map<String, @Nullable Object>> made = insert(table, Map.of(), depth + 1);
            if (made.isPresent()) {
                return made.get().get(parent.column());
            }
        }
        Optional<Object> found = existing(parent);
        if (found.isEmpty() && possible) {
            return insert(table, Map.of(), depth + 1)
                    .map(row -> row.get(parent.column()))
                    .orElse(null);
        }
        return found.orElse(null);
    }

    private Optional<Object> existing(SourceFacts.Parent parent) throws SQLException {
        String column = Sql.name(parent.column());
        long rows = sql.count(parent.table(), column + " IS NOT NULL");
        if (rows == 0) {
            return Optional.empty();
        }
        String nth = "SELECT " + column + " FROM " + Sql.name(parent.table()) + " WHERE " + column
                + " IS NOT NULL ORDER BY " + column + " LIMIT 1 OFFSET " + random.nextInt((int) rows);
        return Optional.ofNullable(sql.rows(nth).get(0).values().iterator().next());
    }
}
