package dev.gangway.mysql.inspect;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts rows, and rows that hold a value in a column, to tell what would be lost without it. */
public final class ValueCounter {
    private final Database database;

    public ValueCounter(Database database) {
        this.database = database;
    }

    /** All rows of a table. */
    public long rows(Table table) {
        return counts(table, List.of()).getOrDefault("", 0L);
    }

    /**
     * Per column the rows whose value is neither NULL nor empty nor the column's default, and under the empty name all rows;
     * one query. A column that the table lacks is left out.
     */
    public Map<String, Long> counts(Table table, Collection<String> columns) {
        List<Column> known =
                columns.stream().flatMap(name -> table.column(name).stream()).toList();
        String sums = known.stream()
                .map(column -> ", COALESCE(SUM(" + holdsValue(column) + "), 0)")
                .collect(Collectors.joining());
        String query = "SELECT COUNT(*)" + sums + " FROM " + Identifiers.quote(database.table(table.name()));
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            Map<String, Long> counts = new LinkedHashMap<>();
            counts.put("", row.getLong(1));
            for (int i = 0; i < known.size(); i++) {
                counts.put(known.get(i).name(), row.getLong(i + 2));
            }
            return counts;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "counting values of table " + table.name());
        }
    }

    private static String holdsValue(Column column) {
        String name = Identifiers.quote(column.name());
        if (column.kind() == ColumnKind.BINARY || column.kind() == ColumnKind.BIT) {
            return name + " IS NOT NULL AND LENGTH(" + name + ") > 0";
        }
        String text = "CAST(" + name + " AS CHAR)";
        String fallback = column.defaultValue();
        String differs = fallback == null ? "" : " AND " + text + " <> " + Identifiers.literal(fallback);
        return name + " IS NOT NULL AND " + text + " <> ''" + differs;
    }
}
