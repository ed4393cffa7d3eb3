package dev.gangway.derivations.whole;

import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import dev.gangway.mysql.state.KeptTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads whole small tables of the target server in the caller's transaction, each in key order: shadows of the source's, the target's
 * own, and these as they were before the load. One thread.
 */
public final class ServerRows {
    private final DerivationContext context;
    private final Connection connection;

    public ServerRows(DerivationContext context, Connection connection) {
        this.context = context;
        this.connection = connection;
    }

    /** The source's rows as of the target's cut, under the source table's name; none when the plan has no shadow of it. */
    public List<Row> shadow(String sourceTable) throws SQLException {
        String shadow = ShadowTable.nameOf(sourceTable);
        Table table = context.plan().written().table(shadow).orElse(null);
        return table == null
                ? List.of()
                : read(table, sourceTable, context.names().apply(shadow), "");
    }

    /** The rows of a table of the target. */
    public List<Row> target(String name) throws SQLException {
        Table table = context.target().table(name).orElse(null);
        return table == null ? List.of() : read(table, name, context.names().apply(name), "");
    }

    /** The same, locked and as they are now, whatever the transaction saw before. */
    List<Row> locked(Table table) throws SQLException {
        return read(table, table.name(), context.names().apply(table.name()), " FOR UPDATE");
    }

    /**
     * The rows that a table of the target had before the mode first wrote to it.
     *
     * @throws MigrationException when the table was not there
     */
    public List<Row> kept(Mode mode, Table table) throws SQLException {
        String real = context.names().prefix() + table.name();
        KeptTables.Kept kept = new KeptTables(context.state(), mode.word())
                .all().stream()
                        .filter(one -> one.table().equals(real) && one.existed())
                        .findFirst()
                        .orElseThrow(() -> new MigrationException(
                                ErrorCode.TARGET_TABLE_MISSING,
                                "Target database "
                                        + context.state().target().config().address() + ": table " + real
                                        + " has vanished: bring it back, or reinstall Magento 2, and run again"));
        return kept.copy().isEmpty()
                ? List.of()
                : read(table, table.name(), context.state().table(kept.copy()), "");
    }

    private List<Row> read(Table table, String document, String from, String tail) throws SQLException {
        String order = table.identity().isEmpty() ? "" : " ORDER BY " + Identifiers.list(table.identity());
        String query = "SELECT " + Values.selectList(table.columns()) + " FROM " + from + order + tail;
        var rows = new ArrayList<Row>();
        try (RowStream stream =
                RowStream.open(connection, query, new Layout(document, table.columnNames()), Values.kinds(table))) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
