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
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where rewrites are put together before any of them is written: of those with equal request path, target path and store the
 * last one stays, under the number of the first. Paths are compared as the target compares them. One thread; the connection
 * is the caller's, as are its transactions, and must stay in the schema that holds the table.
 */
final class WorkTable {
    /** The table that rewrites are written from. */
    static final String NAME = "url_rewrite_work";
    /** A table that is looked at and dropped. */
    static final String SCRATCH = "url_rewrite_check";

    /** Paths are cut where the target would cut them. */
    static final int LONGEST_PATH = 255;

    private static final int STATEMENT_BYTES = 4 << 20;

    /** Of more conditions than a few hundred servers read the whole table instead of its index. */
    private static final int REMOVED_AT_ONCE = 100;

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

    /** What was put into a path that another rewrite has; empty for a path as it was collected. */
    static final String SUFFIX = "suffix";

    private final Connection connection;
    private final RowSql sql;
    private final Table table;
    private final Layout numbered;
    private long lastId;

    /** A table of the connection's current schema; the next row gets the number after {@code lastId}. */
    WorkTable(Connection connection, Flavor flavor, String name, long lastId) {
        this.connection = connection;
        this.sql = new RowSql(flavor, "", STATEMENT_BYTES);
        this.table = table(name);
        this.numbered = Layout.of(table);
        this.lastId = lastId;
    }

    /** Makes the table, empty; what an earlier run made of it is gone. */
    void create(String collation) throws SQLException {
        drop();
        var columns = new ArrayList<String>();
        for (Column column : table.columns()) {
            boolean text = column.kind() == ColumnKind.TEXT;
            columns.add(column.name() + " " + column.type() + (text ? " COLLATE " + collation : "") + " NOT NULL");
        }
        Statements.execute(
                connection,
                "CREATE TABLE " + table.name() + " (" + String.join(", ", columns) + ", " + SUFFIX
                        + " varchar(32) NOT NULL DEFAULT '', PRIMARY KEY (id),"
                        + " UNIQUE KEY same_rewrite (request_path, target_path, store_id),"
                        + " KEY same_path (request_path, store_id)) ENGINE = InnoDB ROW_FORMAT = DYNAMIC");
    }

    void drop() throws SQLException {
        Statements.execute(connection, "DROP TABLE IF EXISTS " + table.name());
    }

    private static Table table(String name) {
        var columns = new ArrayList<Column>();
        columns.add(column("id", NUMBER));
        for (String field : FIELDS) {
            boolean path = field.endsWith("_path");
            String text = "varchar(" + LONGEST_PATH + ")";
            columns.add(column(field, path ? text : field.equals("entity_type") ? "varchar(32)" : NUMBER));
        }
        return new Table(name, columns, List.of("id"), List.of(), List.of(), "InnoDB", false, 0);
    }

    private static Column column(String name, String type) {
        return new Column(name, type, false, null, false, false, null);
    }

    static ColumnKind[] kinds() {
        Table any = table(NAME);
        return FIELDS.stream()
                .map(field -> any.column(field).orElseThrow().kind())
                .toArray(ColumnKind[]::new);
    }

    /** Adds rows in the table's layout without id; what the table cannot hold of them counts as lost for the target's table. */
    void add(List<Row> rows, WriteLosses losses) throws SQLException {
        var all = new ArrayList<Row>(rows.size());
        for (Row row : rows) {
            var copy = new Row(numbered);
            copy.set("id", String.valueOf(++lastId));
            FIELDS.forEach(field -> copy.set(field, row.get(field)));
            all.add(copy);
        }
        Statements.execute(connection, sql.upserts(table, List.of("id"), all), RewriteTarget.TABLE, losses);
    }

    /** Removes all rows that have one of these request paths and stores. */
    void remove(List<Row> rows) throws SQLException {
        var keys = new ArrayList<Row>(rows.size());
        var layout = new Layout(table.name(), List.of("request_path", "store_id"));
        for (Row row : rows) {
            var key = new Row(layout);
            layout.fields().forEach(field -> key.set(field, row.get(field)));
            keys.add(key);
        }
        for (int from = 0; from < keys.size(); from += REMOVED_AT_ONCE) {
            List<Row> some = keys.subList(from, Math.min(from + REMOVED_AT_ONCE, keys.size()));
            for (RowSql.Statement statement : sql.deletes(table, some)) {
                Statements.execute(connection, statement.sql());
            }
        }
    }

    Connection connection() {
        return connection;
    }

    String name() {
        return table.name();
    }

    /** The number that was given last. */
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
