package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text of the statements that write rows: multi-row, one per shape of set columns, split so that none is longer than
 * {@code maxBytes} unless a single row is; rows with values of megabytes stand alone and outside the text. Names are given without prefix and written with it. Immutable and thread-safe.
 */
public final class RowSql {
    private static final String ALIAS = "new_row";

    private final Flavor flavor;
    private final TargetNames names;
    private final int maxBytes;

    /** For tables of one database alone. */
    public RowSql(Flavor flavor, String prefix, int maxBytes) {
        this(flavor, TargetNames.withoutShadows(prefix), maxBytes);
    }

    public RowSql(Flavor flavor, TargetNames names, int maxBytes) {
        this.flavor = flavor;
        this.names = names;
        this.maxBytes = maxBytes;
    }

    /** One statement and how many rows it carries; a large row is not in its text. Run it with {@link Statements}. */
    public record Statement(String sql, int rows, @Nullable LargeRow large) {
        public Statement(String sql, int rows) {
            this(sql, rows, null);
        }
    }

    /** The quoted real name of a table. */
    public String name(String table) {
        return names.apply(table);
    }

    /** Plain inserts: a duplicate key is an error. */
    public List<Statement> inserts(Table table, List<Row> rows) {
        return build(table, rows, shape -> "");
    }

    /** Inserts that keep the existing row: {@code onDuplicate} columns are set to the new row's value, others stay. */
    public List<Statement> insertsKeepingFirst(Table table, List<Row> rows, List<String> onDuplicate) {
        return build(table, rows, shape -> onDuplicate(onDuplicate));
    }

    /** Inserts that overwrite the given fields when a unique key exists already; {@code key} fields are never changed. */
    public List<Statement> upserts(Table table, List<String> key, List<Row> rows) {
        return build(table, rows, shape -> {
            List<String> others =
                    shape.names().stream().filter(c -> !key.contains(c)).toList();
            return onDuplicate(others.isEmpty() ? shape.names().subList(0, 1) : others);
        });
    }

    /** Deletes of the rows that have exactly the set fields of each key row; NULL matches NULL. */
    public List<Statement> deletes(Table table, List<Row> keys) {
        var statements = new ArrayList<Statement>();
        for (Map.Entry<RowShape, List<Row>> group : RowShape.group(table, keys).entrySet()) {
            RowShape shape = group.getKey();
            if (shape.size() == 0) {
                throw new IllegalArgumentException("Delete without key on " + table.name());
            }
            var builder = new Splitter("DELETE FROM " + name(table.name()) + " WHERE ", " OR ", "");
            for (Row row : group.getValue()) {
                var part = new StringBuilder();
                condition(shape, row, part);
                builder.add(part.toString());
            }
            statements.addAll(builder.finish());
        }
        return statements;
    }

    /** A condition that holds for exactly the rows with these values; for locking or reading rows by key. */
    public String condition(Table table, Row key) {
        return condition(table, List.of(key));
    }

    /** A condition that holds for the rows with the values of one of the keys. */
    public String condition(Table table, List<Row> keys) {
        var out = new StringBuilder();
        Row like = null;
        RowShape shape = null;
        for (Row key : keys) {
            if (like == null || shape == null || !key.hasFieldsOf(like)) {
                shape = RowShape.of(table, key);
                like = key;
            }
            out.append(out.length() == 0 ? "" : " OR ");
            condition(shape, key, out);
        }
        return out.toString();
    }

    private static void condition(RowShape shape, Row row, StringBuilder out) {
        out.append('(');
        for (int i = 0; i < shape.size(); i++) {
            Column column = shape.columns().get(i);
            Object value = row.get(shape.index(i));
            out.append(i == 0 ? "" : " AND ").append(Identifiers.quote(column.name()));
            if (value == null) {
                out.append(" IS NULL");
            } else {
                out.append(" = ");
                SqlValues.append(out, column.kind(), value);
            }
        }
        out.append(')');
    }

    private String onDuplicate(List<String> columns) {
        String assignments = columns.stream()
                .map(Identifiers::quote)
                .map(c -> flavor.hasRowAlias() ? c + " = " + ALIAS + "." + c : c + " = VALUES(" + c + ")")
                .collect(Collectors.joining(", "));
        return (flavor.hasRowAlias() ? " AS " + ALIAS : "") + " ON DUPLICATE KEY UPDATE " + assignments;
    }

    private List<Statement> build(Table table, List<Row> rows, java.util.function.Function<RowShape, String> tail) {
        var statements = new ArrayList<Statement>();
        for (Map.Entry<RowShape, List<Row>> group : RowShape.group(table, rows).entrySet()) {
            RowShape shape = group.getKey();
            String head = "INSERT INTO " + name(table.name()) + " (" + Identifiers.list(shape.names()) + ") VALUES ";
            var builder = new Splitter(head, ", ", shape.size() == 0 ? "" : tail.apply(shape));
            ColumnKind[] kinds = shape.kinds();
            for (Row row : group.getValue()) {
                if (LargeRow.isLarge(shape, row)) {
                    builder.addAlone(new LargeRow(shape, row));
                } else {
                    builder.add(tuple(shape, kinds, row));
                }
            }
            statements.addAll(builder.finish());
        }
        return statements;
    }

    private static String tuple(RowShape shape, ColumnKind[] kinds, Row row) {
        var out = new StringBuilder(16 * shape.size()).append('(');
        for (int i = 0; i < kinds.length; i++) {
            if (i > 0) {
                out.append(", ");
            }
            SqlValues.append(out, kinds[i], row.get(shape.index(i)));
        }
        return out.append(')').toString();
    }

    /** Joins parts into statements no longer than the limit, counting a char as three bytes at worst only when needed. */
    private final class Splitter {
        private final String head;
        private final String separator;
        private final String tail;
        private final List<Statement> statements = new ArrayList<>();
        private final StringBuilder current = new StringBuilder();
        private int rows;

        Splitter(String head, String separator, String tail) {
            this.head = head;
            this.separator = separator;
            this.tail = tail;
        }

        void add(String part) {
            if (rows > 0 && current.length() + part.length() + tail.length() > maxBytes / 3) {
                flush();
            }
            current.append(rows == 0 ? head : separator).append(part);
            rows++;
        }

        void addAlone(LargeRow row) {
            flush();
            statements.add(new Statement(head + row.placeholders() + tail, 1, row));
        }

        List<Statement> finish() {
            flush();
            return statements;
        }

        private void flush() {
            if (rows > 0) {
                statements.add(new Statement(current.append(tail).toString(), rows));
                current.setLength(0);
                rows = 0;
            }
        }
    }
}
