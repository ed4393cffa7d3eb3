package dev.gangway.bulkloader.orphan;

import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts the rows of the source whose parent does not exist, one query per foreign key. Reads only. */
public final class OrphanFinder {
    private final Database source;
    private final Schema schema;

    public OrphanFinder(Database source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** The broken foreign keys of the wanted tables, in the order of the tables. */
    public List<Orphans> find(Predicate<Table> wanted) throws SQLException {
        var found = new ArrayList<Orphans>();
        try (Connection connection = source.open()) {
            for (Relation relation : Relation.of(schema)) {
                if (wanted.test(relation.child())) {
                    count(connection, relation).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private Optional<Orphans> count(Connection connection, Relation relation) throws SQLException {
        String columns = relation.key().columns().stream()
                .map(column -> Relation.quoted("c", column))
                .collect(Collectors.joining(", "));
        String query = "SELECT COUNT(*), COUNT(DISTINCT " + columns + ")" + relation.orphansOf(source);
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            long rows = row.getLong(1);
            return rows == 0 ? Optional.empty() : Optional.of(new Orphans(relation, rows, row.getLong(2)));
        }
    }
}
