package dev.gangway.mysql.read;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.write.SqlValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of many keys with few statements, within whatever transaction the connection is in. One thread at a time. */
public final class RowsByKey {
    private static final int KEYS_PER_QUERY = 200;

    private final Connection connection;
    private final String select;
    private final Table table;
    private final List<Column> key;

    /** {@code realTable}: its name in the database, prefix included. */
    public RowsByKey(Connection connection, String realTable, Table table, List<Column> key) {
        this.connection = connection;
        this.select =
                "SELECT " + Values.selectList(table.columns()) + " FROM " + Identifiers.quote(realTable) + " WHERE ";
        this.table = table;
        this.key = key;
    }

    /** Gives every row that one of the keys names; the values of a key stand in the order of the key's columns. */
    public void read(Layout layout, Collection<? extends List<? extends @Nullable Object>> keys, Consumer<Row> taker)
            throws SQLException {
        var block = new ArrayList<List<? extends @Nullable Object>>();
        for (List<? extends @Nullable Object> values : keys) {
            block.add(values);
            if (block.size() == KEYS_PER_QUERY) {
                readBlock(layout, block, taker);
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            readBlock(layout, block, taker);
        }
    }

    /**
     * The same with a transaction for each key, in one exchange with the server as long as nobody is in the way. The
     * connection takes several statements at a time and commits only when told to.
     *
     * @return which of the keys were held by somebody until the server gave up waiting
     * @throws SQLException also for the second of those: whoever holds two may hold all
     */
    public Set<Integer> readOneByOne(
            Layout layout, List<? extends List<? extends @Nullable Object>> keys, Consumer<Row> taker)
            throws SQLException {
        var held = new HashSet<Integer>();
        int next = 0;
        while (next < keys.size()) {
            int[] done = {next};
            try {
                readScript(layout, keys.subList(next, keys.size()), taker, done);
                next = keys.size();
            } catch (SQLException e) {
                connection.rollback();
                if (SqlErrors.kindOf(e) != SqlErrorKind.CONFLICT || !held.isEmpty()) {
                    throw e;
                }
                held.add(done[0]);
                next = done[0] + 1;
            }
        }
        return held;
    }

    private void readScript(
            Layout layout, List<? extends List<? extends @Nullable Object>> keys, Consumer<Row> taker, int[] done)
            throws SQLException {
        ColumnKind[] kinds = Values.kinds(table);
        String script = keys.stream()
                .map(values -> select + condition(List.of(values)))
                .collect(Collectors.joining("; COMMIT; ", "", "; COMMIT"));
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean isRows = statement.execute(script);
            while (isRows || statement.getUpdateCount() != -1) {
                if (isRows) {
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            taker.accept(row(rows, layout, kinds));
                        }
                    }
                    done[0]++;
                }
                isRows = statement.getMoreResults();
            }
        }
    }

    private static Row row(ResultSet rows, Layout layout, ColumnKind[] kinds) throws SQLException {
        var values = new @Nullable Object[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            values[i] = Values.read(rows, i + 1, kinds[i]);
        }
        return Row.full(layout, values);
    }

    private void readBlock(Layout layout, List<List<? extends @Nullable Object>> keys, Consumer<Row> taker)
            throws SQLException {
        try (RowStream stream = RowStream.open(connection, select + condition(keys), layout, Values.kinds(table))) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                taker.accept(row);
            }
        }
    }

    /** A condition in SQL that holds for the rows that one of the keys names, at least one. */
    public String condition(List<? extends List<? extends @Nullable Object>> keys) {
        if (key.size() == 1) {
            var list = new StringBuilder(Identifiers.quote(key.get(0).name()) + " IN (");
            for (int i = 0; i < keys.size(); i++) {
                list.append(i == 0 ? "" : ", ");
                SqlValues.append(list, key.get(0).kind(), keys.get(i).get(0));
            }
            return list.append(')').toString();
        }
        return keys.stream().map(this::equal).collect(Collectors.joining(" OR "));
    }

    private String equal(List<? extends @Nullable Object> values) {
        var out = new StringBuilder("(");
        for (int i = 0; i < key.size(); i++) {
            out.append(i == 0 ? "" : " AND ")
                    .append(Identifiers.quote(key.get(i).name()))
                    .append(" = ");
            SqlValues.append(out, key.get(i).kind(), values.get(i));
        }
        return out.append(')').toString();
    }
}
