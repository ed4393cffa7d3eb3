package dev.gangway.sink.apply;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.Values;
import dev.gangway.mysql.write.RowSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads whole rows of the target by key. */
final class TargetRows {
    private final RowSql sql;

    TargetRows(RowSql sql) {
        this.sql = sql;
    }

    /** The rows with these keys, without generated columns; keys that do not exist are absent. */
    Map<RowKey, Row> find(Connection connection, Table table, List<String> key, List<Row> keyRows) throws SQLException {
        Map<RowKey, Row> found = new HashMap<>();
        if (keyRows.isEmpty()) {
            return found;
        }
        List<Column> columns =
                table.columns().stream().filter(c -> !c.generated()).toList();
        String text = "SELECT " + Values.selectList(columns) + " FROM " + sql.name(table.name()) + " WHERE "
                + sql.condition(table, keyRows);
        Layout layout = Layout.of(table);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(text)) {
                while (result.next()) {
                    var row = new Row(layout);
                    for (int i = 0; i < columns.size(); i++) {
                        row.set(
                                columns.get(i).name(),
                                Values.read(result, i + 1, columns.get(i).kind()));
                    }
                    found.put(RowKey.of(row, key), row);
                }
            }
        }
        return found;
    }
}
