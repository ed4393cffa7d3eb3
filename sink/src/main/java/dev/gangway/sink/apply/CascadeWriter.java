package dev.gangway.sink.apply;

import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Cascade.Action;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.TouchedKeys;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.KeptTimes;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.SqlValues;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does on the target what the source's foreign keys did to child rows: bottom-up deletes, SET NULL, re-keying. */
final class CascadeWriter {
    private static final int BLOCK = 500;

    private final Schema target;
    private final RowWriter writer;
    private final RowSql sql;
    private final TouchedKeys touched;
    private final RemovedRows removed;

    CascadeWriter(Schema target, RowWriter writer, RowSql sql, TouchedKeys touched, RemovedRows removed) {
        this.target = target;
        this.writer = writer;
        this.sql = sql;
        this.touched = touched;
        this.removed = removed;
    }

    /** All tables that the cascade can write or reads children from. */
    static Set<String> tables(Cascade cascade) {
        var tables = new LinkedHashSet<String>();
        tables.add(cascade.table());
        cascade.children().forEach(edge -> collect(edge, tables));
        return tables;
    }

    private static void collect(Edge edge, Set<String> tables) {
        tables.add(edge.table());
        edge.children().forEach(child -> collect(child, tables));
    }

    void apply(Connection connection, Cascade cascade) throws SQLException {
        if (target.table(cascade.table()).isEmpty()) {
            return;
        }
        List<Object> values = List.of(cascade.oldValue());
        if (cascade.action() == Action.DELETE) {
            delete(connection, cascade.table(), cascade.column(), values, cascade.children());
        } else {
            update(connection, cascade.table(), cascade.column(), values, cascade.newValue());
        }
    }

    private void delete(Connection connection, String table, String column, List<Object> values, List<Edge> children)
            throws SQLException {
        for (Edge edge : children) {
            List<Object> parents = edge.parentColumn().equals(column)
                    ? values
                    : select(connection, table, column, values, edge.parentColumn());
            if (parents.isEmpty() || target.table(edge.table()).isEmpty()) {
                continue;
            }
            if (edge.action() == Action.DELETE && edge.table().equals(table)) {
                List<Edge> others =
                        children.stream().filter(other -> !other.equals(edge)).toList();
                delete(connection, table, edge.parentColumn(), descendants(connection, edge, parents), others);
            } else if (edge.action() == Action.DELETE) {
                delete(connection, edge.table(), edge.column(), parents, edge.children());
            } else {
                update(connection, edge.table(), edge.column(), parents, null);
            }
        }
        for (List<Object> block : blocks(values)) {
            touch(connection, table, in(table, column, block));
            String gone = "DELETE FROM " + sql.name(table) + " WHERE " + in(table, column, block);
            removed.add(table, Statements.execute(connection, gone));
        }
    }

    /** What hangs on rows of the same table, at any depth; a row that hangs on itself ends it. */
    private List<Object> descendants(Connection connection, Edge edge, List<Object> ancestors) throws SQLException {
        var found = new LinkedHashSet<Object>();
        List<Object> open = ancestors;
        while (!open.isEmpty()) {
            var next = new LinkedHashSet<>(select(connection, edge.table(), edge.column(), open, edge.parentColumn()));
            next.removeAll(found);
            found.addAll(next);
            open = List.copyOf(next);
        }
        return List.copyOf(found);
    }

    private void update(
            Connection connection, String table, String column, List<Object> values, @Nullable Object newValue)
            throws SQLException {
        var literal = new StringBuilder();
        SqlValues.append(literal, kind(table, column), newValue);
        for (List<Object> block : blocks(values)) {
            touch(connection, table, in(table, column, block));
            target.table(table).ifPresent(t -> touched.wrote(t, column, newValue));
            writer.execute(
                    connection,
                    "UPDATE " + sql.name(table) + " SET " + Identifiers.quote(column) + " = " + literal
                            + keepTimes(table, column) + " WHERE " + in(table, column, block),
                    table);
        }
    }

    private void touch(Connection connection, String table, String condition) throws SQLException {
        Table known = target.table(table).orElse(null);
        if (known != null && touched.watches(table)) {
            touched.before(connection, known, condition);
        }
    }

    /** A foreign key's own action renews no times. */
    private String keepTimes(String table, String column) {
        return target.table(table)
                .map(known -> KeptTimes.of(known, "", List.of(column)))
                .orElse("");
    }

    private List<Object> select(Connection connection, String table, String column, List<Object> values, String wanted)
            throws SQLException {
        var found = new LinkedHashSet<Object>();
        for (List<Object> block : blocks(values)) {
            String text = "SELECT DISTINCT " + Identifiers.quote(wanted) + " FROM " + sql.name(table) + " WHERE "
                    + in(table, column, block);
            try (var statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (ResultSet result = statement.executeQuery(text)) {
                    while (result.next()) {
                        Object value = kind(table, wanted).isBytes() ? result.getBytes(1) : result.getString(1);
                        if (value != null) {
                            found.add(value);
                        }
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private String in(String table, String column, List<Object> values) {
        var out = new StringBuilder(Identifiers.quote(column)).append(" IN (");
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            SqlValues.append(out, kind(table, column), values.get(i));
        }
        return out.append(')').toString();
    }

    private ColumnKind kind(String table, String column) {
        return target.table(table)
                .flatMap((Table t) -> t.column(column))
                .map(Column::kind)
                .orElse(ColumnKind.TEXT);
    }

    private static List<List<Object>> blocks(List<Object> values) {
        var blocks = new ArrayList<List<Object>>();
        for (int from = 0; from < values.size(); from += BLOCK) {
            blocks.add(values.subList(from, Math.min(from + BLOCK, values.size())));
        }
        return blocks;
    }
}
