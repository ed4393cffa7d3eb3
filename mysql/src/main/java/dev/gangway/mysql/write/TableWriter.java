package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes rows of one target table on the caller's connection, inside the caller's transaction. Rows may set different
 * columns; fields the table lacks and generated columns are left out. Implementations may change the rows they are given.
 */
public interface TableWriter {

    /**
     * Writes all rows.
     *
     * @return how many rows the table gained or changed
     * @throws SQLException nothing is promised about the rows then: the caller rolls back
     */
    long write(Connection connection, Table table, List<Row> rows) throws SQLException;
}
