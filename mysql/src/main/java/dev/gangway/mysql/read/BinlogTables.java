package dev.gangway.mysql.read;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.StartPoint;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which tables of the source were written after a place in its binlog, as the server itself lists its events. */
public final class BinlogTables {
    private static final Pattern TABLE = Pattern.compile("table_id: (\\d+) \\((.*)\\.([^.]*)\\).*");
    private static final Pattern ROWS = Pattern.compile("table_id: (\\d+).*");
    private static final int PURGED = 1220;

    private final Database source;

    public BinlogTables(Database source) {
        this.source = source;
    }

    /**
     * Counts row events per table of the source's database since the place, by the tables' real names.
     *
     * @throws MigrationException SOURCE_BINLOG_PURGED when the binlog does not reach back that far
     */
    public Map<String, Long> since(StartPoint place) {
        var counts = new TreeMap<String, Long>();
        try (Connection connection = source.open()) {
            List<String> files = files(connection, place.file());
            for (String file : files) {
                read(connection, file, file.equals(place.file()) ? place.offset() : 4, counts);
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == PURGED) {
                throw purged(place);
            }
            throw SqlErrors.translate(e, source.config(), "reading the binlog since " + place.file());
        }
        return counts;
    }

    private List<String> files(Connection connection, String first) throws SQLException {
        var files = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW BINARY LOGS")) {
            while (row.next()) {
                String file = row.getString(1);
                if (!files.isEmpty() || file.equals(first)) {
                    files.add(file);
                }
            }
        }
        if (files.isEmpty()) {
            throw purged(new StartPoint("binlog", first, 0, ""));
        }
        return files;
    }

    private MigrationException purged(StartPoint place) {
        return new MigrationException(
                ErrorCode.SOURCE_BINLOG_PURGED,
                "Source database " + source.config().address() + ": the binlog no longer has " + place.file()
                        + ", so what was written since then cannot be told");
    }

    private void read(Connection connection, String file, long offset, Map<String, Long> counts) throws SQLException {
        var tables = new HashMap<String, String>();
        String sql = "SHOW BINLOG EVENTS IN " + Identifiers.literal(file) + " FROM " + offset;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(Integer.MIN_VALUE); // a file may have millions of events
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    take(row.getString("Event_type"), String.valueOf(row.getString("Info")), tables, counts);
                }
            }
        }
    }

    private void take(String type, String info, Map<String, String> tables, Map<String, Long> counts) {
        String kind = type.toLowerCase(Locale.ROOT);
        if (kind.equals("table_map")) {
            Matcher table = TABLE.matcher(info);
            if (table.matches() && table.group(2).equals(source.config().name())) {
                tables.put(table.group(1), table.group(3));
            } else if (table.matches()) {
                tables.remove(table.group(1));
            }
        } else if (kind.contains("_rows")) {
            Matcher rows = ROWS.matcher(info);
            String table = rows.matches() ? tables.get(rows.group(1)) : null;
            if (table != null) {
                counts.merge(table, 1L, Long::sum);
            }
        }
    }
}
