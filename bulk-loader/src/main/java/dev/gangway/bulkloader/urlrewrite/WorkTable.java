package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where rewrites are put together before any of them is written: of those with equal request path, target path and store the
 * last one stays, under the number of the first. Paths are compared as the target compares them. One thread; the connection
 * is the caller's and must stay in the schema the table was made in.
 */
final class WorkTable {
    static final String NAME = "url_rewrite_work";
    private static final int STATEMENT_BYTES = 4 << 20;
    private static final String NUMBER = "int unsigned";
    private static final List<String> FIELDS = List.of(
            "url_rewrite_id",
            "redirect_id",
            "request_path",
            "target_path",
            "is_system",
            "store_id",
            "entity_type",
            "redirect_type",
            "product_id",
            "category_id",
            "cms_page_id",
            "priority");
    /** The fields of a row without its id, and how they are read. */
    static final Layout LAYOUT = new Layout(NAME, FIELDS);

    private static final Table TABLE = table();
    private static final Layout NUMBERED = Layout.of(TABLE);

    private final Connection connection;
    private final RowSql sql;
    private long lastId;

    private WorkTable(Connection connection, Flavor flavor) {
        this.connection = connection;
        this.sql = new RowSql(flavor, "", STATEMENT_BYTES);
    }

    /** An empty table in the connection's current schema; a temporary one vanishes with the connection. */
    static WorkTable create(Connection connection, Flavor flavor, String collation, boolean temporary)
            throws SQLException {
        if (!temporary) {
            Statements.execute(connection, "DROP TABLE IF EXISTS " + NAME);
        }
        var columns = new ArrayList<String>();
        for (Column column : TABLE.columns()) {
            boolean text = column.kind() == ColumnKind.TEXT;
            columns.add(column.name() + " " + column.type() + (text ? " COLLATE " + collation : "") + " NOT NULL");
        }
        Statements.execute(
                connection,
                "CREATE " + (temporary ? "TEMPORARY " : "") + "TABLE " + NAME + " (" + String.join(", ", columns)
                        + ", PRIMARY KEY (id), UNIQUE KEY same_rewrite (request_path, target_path, store_id),"
                        + " KEY same_path (request_path, store_id)) ENGINE = InnoDB ROW_FORMAT = DYNAMIC");
        return new WorkTable(connection, flavor);
    }

    private static Table table() {
        var columns = new ArrayList<Column>();
        columns.add(column("id", NUMBER));
        for (String field : FIELDS) {
            boolean path = field.endsWith("_path");
            columns.add(column(field, path ? "varchar(255)" : field.equals("entity_type") ? "varchar(32)" : NUMBER));
        }
        return new Table(NAME, columns, List.of("id"), List.of(), List.of(), "InnoDB", false, 0);
    }

    private static Column column(String name, String type) {
        return new Column(name, type, false, null, false, false, null);
    }

    static ColumnKind[] kinds() {
        return FIELDS.stream()
                .map(field -> TABLE.column(field).orElseThrow().kind())
                .toArray(ColumnKind[]::new);
    }

    /** Adds rows in the table's layout without id. */
    void add(List<Row> rows) throws SQLException {
        var numbered = new ArrayList<Row>(rows.size());
        for (Row row : rows) {
            var copy = new Row(NUMBERED);
            copy.set("id", String.valueOf(++lastId));
            FIELDS.forEach(field -> copy.set(field, row.get(field)));
            numbered.add(copy);
        }
        run(sql.upserts(TABLE, List.of("id"), numbered));
    }

    /** Removes all rows that have one of these request paths and stores. */
    void remove(List<Row> rows) throws SQLException {
        var keys = new ArrayList<Row>(rows.size());
        var layout = new Layout(NAME, List.of("request_path", "store_id"));
        for (Row row : rows) {
            var key = new Row(layout);
            layout.fields().forEach(field -> key.set(field, row.get(field)));
            keys.add(key);
        }
        run(sql.deletes(TABLE, keys));
    }

    private void run(List<RowSql.Statement> statements) throws SQLException {
        for (RowSql.Statement statement : statements) {
            Statements.execute(connection, statement.sql());
        }
    }

    Connection connection() {
        return connection;
    }

    long lastId() {
        return lastId;
    }

    /** The collation in which the target compares request paths. */
    static String collation(Connection connection, String database, String table) throws SQLException {
        String query = "SELECT COLLATION_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = "
                + Identifiers.literal(database) + " AND TABLE_NAME = " + Identifiers.literal(table)
                + " AND COLUMN_NAME = 'request_path'";
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            return result.next() ? result.getString(1) : "utf8mb4_general_ci";
        }
    }
}
