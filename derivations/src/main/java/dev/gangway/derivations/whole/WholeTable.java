package dev.gangway.derivations.whole;

import dev.gangway.core.config.Mode;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.KeyText;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a small table of the target as it was decided. Only rows about which another decision was made than the last time are
 * written: what somebody changed, added or removed on the target meanwhile stays, also when other rows change. Numbers of rows that
 * nobody refers to move, so that they are those of a table that was written at once. Stateless.
 */
public final class WholeTable {
    private static final int BATCH = 500;
    private static final int MAX_STATEMENT_BYTES = 3 << 20;
    /** Set by the server; two rows may be equal without it. */
    private static final String TIME = "updated_at";

    private final DerivationContext context;
    private final Table table;
    private final Function<Row, String> name;
    private final @Nullable String number;
    private final WholeMarks marks;

    /**
     * For a table of the target.
     *
     * @param mode which first wrote to it
     * @param name what tells a row apart, whatever number it has
     * @param number the column of the number that rows get by their order; null when the number belongs to the row
     */
    public WholeTable(
            DerivationContext context, Mode mode, Table table, Function<Row, String> name, @Nullable String number) {
        this.context = context;
        this.table = table;
        this.name = name;
        this.number = number;
        this.marks = new WholeMarks(context.state(), mode, table.name());
    }

    /** Takes all rows that the table has for decided before: the next decision replaces the table. */
    public void adopt(Connection connection) throws SQLException {
        marks.adopt(
                connection,
                new ServerRows(context, connection)
                        .locked(table).stream().map(this::key).toList());
    }

    private String key(Row row) {
        return WholeMarks.digest(name.apply(row));
    }

    /** Makes the table what was decided; returns true when a row was written. */
    public boolean write(Connection connection, List<Row> decided, DerivedWriter writer) throws SQLException {
        var standing = new LinkedHashMap<String, Row>();
        new ServerRows(context, connection).locked(table).forEach(row -> standing.put(key(row), row));
        Map<String, String> before = marks.read(connection);
        var after = new HashMap<String, String>();
        var wanted = new LinkedHashMap<String, Row>();
        var left = new LinkedHashMap<String, Row>();
        var byKey = new HashMap<String, Row>();
        for (Row row : decided) {
            String key = key(row);
            byKey.put(key, row);
            String digest = WholeMarks.digest(content(row));
            after.put(key, digest);
            Row there = standing.get(key);
            if (!digest.equals(before.get(key))) {
                wanted.put(key, row);
            } else if (there != null) {
                left.put(key, numbered(there, row.get(numberColumn(row))));
            }
        }
        standing.forEach((key, row) -> {
            if (!before.containsKey(key) && !after.containsKey(key)) {
                left.put(key, row);
            }
        });
        for (String key : giveWay(left, wanted.values(), writer)) {
            if (byKey.containsKey(key)) {
                wanted.put(key, byKey.get(key));
            }
        }
        addOwn(left, after, wanted);
        marks.replace(connection, before, after);
        return write(connection, standing, wanted, writer);
    }

    /** Removes rows that a unique key takes for equal with one that is decided anew; returns what told them apart. */
    private Set<String> giveWay(Map<String, Row> left, Collection<Row> decided, DerivedWriter writer) {
        var gone = new HashSet<>(left.keySet());
        for (UniqueKey unique : table.uniqueKeys()) {
            Set<String> taken = new HashSet<>();
            decided.forEach(row -> unique(unique, row).ifPresent(taken::add));
            left.values()
                    .removeIf(row -> unique(unique, row).filter(taken::contains).isPresent());
        }
        gone.removeAll(left.keySet());
        writer.leftOut(table.name(), "row of the target gave way to one of the source with an equal key", gone.size());
        return gone;
    }

    private static Optional<String> unique(UniqueKey key, Row row) {
        var text = new StringBuilder();
        for (String column : key.columns()) {
            String value = row.text(column);
            if (value == null) {
                return Optional.empty();
            }
            text.append(KeyText.of(value)).append('\n');
        }
        return Optional.of(text.toString());
    }

    /** What nobody decided about stays, with another number where a decided row needs its own. */
    private void addOwn(Map<String, Row> left, Map<String, String> after, Map<String, Row> wanted) {
        left.forEach((key, row) -> {
            if (after.containsKey(key)) {
                wanted.put(key, row);
            }
        });
        var own = new LinkedHashMap<>(left);
        own.keySet().removeAll(after.keySet());
        if (number != null) {
            long last = wanted.values().stream().mapToLong(this::numberOf).max().orElse(0);
            for (Map.Entry<String, Row> row : own.entrySet()) {
                last = Math.max(last + 1, numberOf(row.getValue()));
                row.setValue(numbered(row.getValue(), String.valueOf(last)));
            }
        }
        wanted.putAll(own);
    }

    private int numberColumn(Row row) {
        return number == null ? 0 : row.layout().indexOf(number);
    }

    private long numberOf(Row row) {
        return Long.parseLong(String.valueOf(row.text(Objects.requireNonNull(number))));
    }

    private Row numbered(Row row, @Nullable Object value) {
        if (number == null || Objects.equals(row.get(number), value)) {
            return row;
        }
        Row copy = row.copy();
        copy.set(number, value);
        return copy;
    }

    private String content(Row row) {
        var text = new StringBuilder();
        for (String field : row.layout().fields()) {
            if (row.isSet(field) && !field.equals(TIME) && !field.equals(number)) {
                String value = row.text(field);
                text.append(field).append(value == null ? "-" : "=" + value.length() + ":" + value);
            }
        }
        return text.toString();
    }

    private boolean write(
            Connection connection, Map<String, Row> standing, Map<String, Row> wanted, DerivedWriter derived)
            throws SQLException {
        var gone = new ArrayList<Row>();
        standing.forEach((key, row) -> {
            if (!isSame(row, wanted.get(key))) {
                gone.add(keyOf(row));
            }
        });
        var rows = new ArrayList<Row>();
        wanted.forEach((key, row) -> {
            if (!isSame(standing.get(key), row)) {
                rows.add(row.copy());
            }
        });
        var sql = new RowSql(context.state().target().flavor(), context.names(), MAX_STATEMENT_BYTES);
        var writer = new RowWriter(sql, new NullCoercion(Clock.systemUTC()), derived.losses());
        for (List<Row> block : blocks(gone)) {
            writer.delete(connection, table, block);
        }
        for (List<Row> block : blocks(rows)) {
            writer.insert(connection, table, block);
        }
        return !gone.isEmpty() || !rows.isEmpty();
    }

    /** True when writing the second row over the first would change nothing. */
    private static boolean isSame(@Nullable Row there, @Nullable Row wanted) {
        if (there == null || wanted == null) {
            return false;
        }
        return wanted.layout().fields().stream()
                .filter(field -> wanted.isSet(field) && !field.equals(TIME))
                .allMatch(field -> Objects.deepEquals(there.get(field), wanted.get(field)));
    }

    private Row keyOf(Row row) {
        List<String> columns = table.identity();
        return Row.full(
                new Layout(table.name(), columns),
                columns.stream().map(row::get).toArray());
    }

    private static List<List<Row>> blocks(List<Row> all) {
        var blocks = new ArrayList<List<Row>>();
        for (int from = 0; from < all.size(); from += BATCH) {
            blocks.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return blocks;
    }
}
