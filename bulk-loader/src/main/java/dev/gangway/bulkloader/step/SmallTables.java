package dev.gangway.bulkloader.step;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.state.AsideTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and replaces whole tables that are small by nature: stores, settings, attribute metadata. */
public final class SmallTables {
    private static final int BATCH = 500;

    private final StepContext context;

    public SmallTables(StepContext context) {
        this.context = context;
    }

    /** All rows in key order. */
    public List<Row> read(Side side, String table) throws SQLException {
        Database database = side == Side.SOURCE ? context.source() : context.target();
        Table known = context.table(side, table);
        var rows = new ArrayList<Row>();
        try (Connection connection = database.open();
                RowStream stream = new ChunkReader(database.config().prefix()).open(connection, known)) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Replaces the content of target tables in one transaction: all of them or none. */
    public void replace(Map<String, List<Row>> tables) throws SQLException {
        context.keep(tables.keySet());
        try (Connection connection = context.target().open()) {
            AsideTables.drop(connection, context.run().state().names(), tables.keySet());
            connection.setAutoCommit(false);
            for (Map.Entry<String, List<Row>> entry : tables.entrySet()) {
                Table table = context.table(Side.DESTINATION, entry.getKey());
                context.writer().clear(connection, table);
                insert(connection, table, entry.getValue());
            }
            connection.commit();
        }
    }

    private void insert(Connection connection, Table table, List<Row> rows) throws SQLException {
        for (int from = 0; from < rows.size(); from += BATCH) {
            context.writer().insert(connection, table, rows.subList(from, Math.min(from + BATCH, rows.size())));
        }
    }
}
