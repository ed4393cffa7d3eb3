package dev.gangway.proof.row;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads some columns of one table. Immutable. */
public final class TableRows {
    private final String name;
    private final List<Column> columns;
    private final Layout layout;
    private final ColumnKind[] kinds;

    /** {@code name} is quoted. */
    public TableRows(String name, String document, List<Column> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.layout = new Layout(document, columns.stream().map(Column::name).toList());
        this.kinds = columns.stream().map(Column::kind).toArray(ColumnKind[]::new);
    }

    /** Streams rows; {@code rest} stands behind {@code WHERE}. */
    public RowStream open(Connection connection, String rest) throws SQLException {
        String sql = "SELECT " + Values.selectList(columns) + " FROM " + name + " WHERE " + rest;
        return RowStream.open(connection, sql, layout, kinds);
    }

    /** The same, all at once: for few rows. */
    public List<Row> read(Connection connection, String rest) throws SQLException {
        var rows = new ArrayList<Row>();
        try (RowStream stream = open(connection, rest)) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
