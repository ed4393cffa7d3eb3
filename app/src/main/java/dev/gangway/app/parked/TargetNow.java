package dev.gangway.app.parked;

import dev.gangway.core.change.SourceKey;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.state.ParkedChange;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how the target has the rows of a parked change at present. */
final class TargetNow {
    private static final Set<Integer> BINARY = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

    private final StateSchema state;

    TargetNow(StateSchema state) {
        this.state = state;
    }

    /** The rows that exist, under the name of their table; the first of each table. */
    Map<String, Map<String, @Nullable String>> find(Connection connection, ParkedChange change) throws SQLException {
        var rows = new LinkedHashMap<String, Map<String, @Nullable String>>();
        var seen = new HashSet<String>();
        for (String name : change.rows()) {
            int blank = name.indexOf(' ');
            String table = name.substring(0, blank);
            Map<String, @Nullable Object> key = SourceKey.parse(name.substring(blank + 1));
            if (!key.isEmpty() && seen.add(table)) {
                Map<String, @Nullable String> row = read(connection, table, key);
                if (!row.isEmpty()) {
                    rows.put(table, row);
                }
            }
        }
        return rows;
    }

    private Map<String, @Nullable String> read(Connection connection, String table, Map<String, @Nullable Object> key)
            throws SQLException {
        String condition = key.keySet().stream()
                .map(column -> Identifiers.quote(column) + " <=> ?")
                .collect(Collectors.joining(" AND "));
        String sql = "SELECT * FROM " + state.names().apply(table) + " WHERE " + condition + " LIMIT 1";
        try (var statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (Object value : new ArrayList<>(key.values())) {
                statement.setObject(next++, value);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row(row) : Map.of();
            }
        }
    }

    private static Map<String, @Nullable String> row(ResultSet row) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable String>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            boolean binary = BINARY.contains(row.getMetaData().getColumnType(i));
            byte[] bytes = binary ? row.getBytes(i) : null;
            String value =
                    bytes == null ? row.getString(i) : "0x" + HexFormat.of().formatHex(bytes);
            values.put(row.getMetaData().getColumnName(i), value);
        }
        return values;
    }
}
