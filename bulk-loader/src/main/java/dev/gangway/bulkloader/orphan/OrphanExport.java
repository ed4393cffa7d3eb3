package dev.gangway.bulkloader.orphan;

import dev.gangway.mysql.connect.Database;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lists orphan rows as CSV: which row of which table, and which parent it names. Holds keys only, no other column. A row that
 * breaks two foreign keys is listed twice. Rows are streamed, however many there are.
 */
public final class OrphanExport {
    private static final String HEADER = "table,key,foreign_key,columns,values,parent_table\n";

    private final Database source;

    public OrphanExport(Database source) {
        this.source = source;
    }

    /** Writes a header and a line per row; returns how many rows. The caller closes the writer. */
    public long write(List<Orphans> orphans, Writer into) throws IOException, SQLException {
        into.write(HEADER);
        long rows = 0;
        try (Connection connection = source.open()) {
            for (Orphans broken : orphans) {
                rows += write(connection, broken.relation(), into);
            }
        }
        return rows;
    }

    private long write(Connection connection, Relation relation, Writer into) throws IOException, SQLException {
        List<String> identity = relation.child().identity();
        List<String> columns = new ArrayList<>(identity);
        columns.addAll(relation.key().columns());
        String selected =
                columns.stream().map(column -> Relation.quoted("c", column)).collect(Collectors.joining(", "));
        long rows = 0;
        try (var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            streaming(statement);
            try (ResultSet row = statement.executeQuery("SELECT " + selected + relation.orphansOf(source))) {
                while (row.next()) {
                    into.write(line(relation, identity, row));
                    rows++;
                }
            }
        }
        return rows;
    }

    /** The driver hands rows over one by one only for this size. */
    private static void streaming(Statement statement) throws SQLException {
        statement.setFetchSize(Integer.MIN_VALUE);
    }

    private static String line(Relation relation, List<String> identity, ResultSet row) throws SQLException {
        var key = new ArrayList<String>();
        for (int i = 0; i < identity.size(); i++) {
            key.add(identity.get(i) + "=" + row.getString(i + 1));
        }
        var values = new ArrayList<String>();
        for (int i = 0; i < relation.key().columns().size(); i++) {
            values.add(row.getString(identity.size() + i + 1));
        }
        return List.of(
                                relation.child().name(),
                                String.join("; ", key),
                                relation.key().name(),
                                String.join("; ", relation.key().columns()),
                                String.join("; ", values),
                                relation.key().referencedTable())
                        .stream()
                        .map(OrphanExport::quoted)
                        .collect(Collectors.joining(","))
                + "\n";
    }

    /** As RFC 4180 writes it: quotes only where they are needed, doubled inside. */
    static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
