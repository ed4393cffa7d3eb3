package dev.gangway.mysql.schema;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What the server believes of the sizes of a database's tables, by real name: estimates, cheap to get. Immutable. */
public final class TableSizes {
    private final Database database;
    private final Map<String, Size> sizes;

    /** Rows and bytes of one table, without its secondary indexes. */
    public record Size(long rows, long bytes) {
        public static final Size NOTHING = new Size(0, 0);

        public Size plus(Size other) {
            return new Size(rows + other.rows, bytes + other.bytes);
        }
    }

    private TableSizes(Database database, Map<String, Size> sizes) {
        this.database = database;
        this.sizes = sizes;
    }

    public static TableSizes read(Database database) {
        var sizes = new HashMap<String, Size>();
        try (var connection = database.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TABLE_NAME, TABLE_ROWS, DATA_LENGTH"
                        + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()")) {
            while (row.next()) {
                sizes.put(row.getString(1), new Size(row.getLong(2), row.getLong(3)));
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "asking for the sizes of tables");
        }
        return new TableSizes(database, sizes);
    }

    /** The size of a document's table; nothing when there is none. */
    public Size of(String document) {
        return sizes.getOrDefault(database.table(document), Size.NOTHING);
    }
}
