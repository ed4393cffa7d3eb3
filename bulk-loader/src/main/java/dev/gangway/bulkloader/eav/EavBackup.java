package dev.gangway.bulkloader.eav;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.Side;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The target's attribute tables as they were before the first run, in tables {@code migration_backup_<table>} beside them.
 * They are filled in one transaction, so that they are either empty or whole, and never refreshed.
 */
final class EavBackup {
    private static final String PREFIX = "migration_backup_";

    private final StepContext context;
    private final List<String> tables;

    EavBackup(StepContext context, List<String> tables) {
        this.context = context;
        this.tables = List.copyOf(tables);
    }

    /** Takes the picture if there is none yet. */
    void keep() throws SQLException {
        try (Connection connection = context.target().open()) {
            long rows = 0;
            for (String table : tables) {
                Statements.execute(
                        connection, "CREATE TABLE IF NOT EXISTS " + backup(table) + " LIKE " + original(table));
                rows += Statements.queryLong(connection, "SELECT COUNT(*) FROM " + backup(table));
            }
            if (rows > 0) {
                return;
            }
            connection.setAutoCommit(false);
            for (String table : tables) {
                Statements.execute(connection, "INSERT INTO " + backup(table) + " SELECT * FROM " + original(table));
            }
            connection.commit();
        }
    }

    /** The rows that were kept. */
    EavPicture picture() throws SQLException {
        var picture = new EavPicture();
        try (Connection connection = context.target().open()) {
            for (String table : tables) {
                picture.put(table, rows(connection, context.table(Side.DESTINATION, table)));
            }
        }
        return picture;
    }

    private List<Row> rows(Connection connection, Table table) throws SQLException {
        var renamed = new Table(
                PREFIX + context.target().table(table.name()),
                table.columns(),
                table.primaryKey(),
                table.uniqueKeys(),
                List.of(),
                table.engine(),
                false,
                table.rowEstimate());
        var rows = new ArrayList<Row>();
        var layout = Layout.of(table);
        try (RowStream stream = new ChunkReader("").open(connection, renamed, layout, ChunkRange.ALL)) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private String original(String table) {
        return Identifiers.quote(context.target().table(table));
    }

    private String backup(String table) {
        return Identifiers.quote(PREFIX + context.target().table(table));
    }
}
