package dev.gangway.bulkloader.eav;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the target's attribute tables as they were before the data mode first wrote to them. */
final class KeptRows {
    private final StepContext context;

    KeptRows(StepContext context) {
        this.context = context;
    }

    /** All rows of these tables, in key order. */
    EavPicture picture(List<String> documents) throws SQLException {
        var picture = new EavPicture();
        try (Connection connection = context.target().open()) {
            for (String document : documents) {
                picture.put(document, rows(connection, context.table(Side.DESTINATION, document)));
            }
        }
        return picture;
    }

    private List<Row> rows(Connection connection, Table table) throws SQLException {
        var rows = new ArrayList<Row>();
        String name = context.target().table(table.name());
        if (!context.run().kept().isKept(name)) {
            throw new MigrationException(
                    ErrorCode.TARGET_TABLE_MISSING,
                    "Target database " + context.target().config().address() + ": table " + name
                            + " has vanished: bring it back, or reinstall Magento 2, and run again");
        }
        String copy = context.run().kept().copyOf(name).orElse("");
        if (copy.isEmpty()) {
            return rows;
        }
        String order = table.identity().isEmpty() ? "" : " ORDER BY " + Identifiers.list(table.identity());
        String query = "SELECT " + Values.selectList(table.columns()) + " FROM " + copy + order;
        try (RowStream stream = RowStream.open(connection, query, Layout.of(table), Values.kinds(table))) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
