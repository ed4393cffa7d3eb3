package dev.gangway.mysql.inspect;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Counts a table's rows up to a limit: enough to see that rows are missing, and quick however large the table is. */
public final class RowFloor {
    /** Nothing is counted beyond it. */
    public static final long LIMIT = 100_000;

    private final Database database;

    public RowFloor(Database database) {
        this.database = database;
    }

    /** Rows of each document, at most the limit given for it; none for a table that does not exist. */
    public Map<String, Long> count(Map<String, Long> limits) {
        var counts = new TreeMap<String, Long>();
        try (Connection connection = database.open()) {
            for (Map.Entry<String, Long> limit : limits.entrySet()) {
                counts.put(limit.getKey(), count(connection, database.table(limit.getKey()), limit.getValue()));
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "counting rows");
        }
        return counts;
    }

    /** The same with the general limit. */
    public Map<String, Long> count(Collection<String> documents) {
        var limits = new TreeMap<String, Long>();
        documents.forEach(document -> limits.put(document, LIMIT));
        return count(limits);
    }

    private static long count(Connection connection, String table, long limit) throws SQLException {
        String sql = "SELECT COUNT(*) FROM (SELECT 1 FROM " + Identifiers.quote(table) + " LIMIT " + limit + ") r";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            if (SqlErrors.kindOf(e) == SqlErrorKind.TABLE_MISSING) {
                return 0;
            }
            throw e;
        }
    }
}
