package dev.gangway.bulkloader.orphan;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds which parents are missing, and then which parents stay behind because theirs are missing, until nothing is added any
 * more. Keeps key values in memory, up to a limit. One use, one thread.
 */
final class MissingParentFinder {
    private static final int PER_QUERY = 1_000;
    private static final int MOST_VALUES = 1_000_000;

    private record Orphaned(Relation relation, List<List<String>> values) {}

    private final Database source;
    private final List<Relation> relations;
    private final Map<Relation, MissingParents> missing = new LinkedHashMap<>();
    private final Deque<Orphaned> open = new ArrayDeque<>();
    private int count;

    MissingParentFinder(Database source, Schema schema) {
        this.source = source;
        this.relations = Relation.of(schema);
    }

    Collection<MissingParents> find() throws SQLException {
        try (Connection connection = source.open()) {
            for (Relation relation : relations) {
                String columns = distinct("c", relation.key().columns());
                add(relation, values(connection, relation, columns + relation.orphansOf(source)));
            }
            while (!open.isEmpty()) {
                followDown(connection, open.removeFirst());
            }
        }
        return missing.values();
    }

    /** The rows that name these missing parents stay behind, so they are missing parents themselves. */
    private void followDown(Connection connection, Orphaned orphaned) throws SQLException {
        Relation above = orphaned.relation();
        for (Relation below : relations) {
            if (!below.key().referencedTable().equals(above.child().name())) {
                continue;
            }
            for (int from = 0; from < orphaned.values().size(); from += PER_QUERY) {
                List<List<String>> part = orphaned.values()
                        .subList(
                                from,
                                Math.min(from + PER_QUERY, orphaned.values().size()));
                String query = distinct("t", below.key().referencedColumns()) + " FROM "
                        + Identifiers.quote(source.table(above.child().name())) + " t WHERE "
                        + in(above.key().columns(), part);
                add(below, values(connection, below, query));
            }
        }
    }

    private static String in(List<String> columns, List<List<String>> values) {
        String left =
                columns.stream().map(column -> Relation.quoted("t", column)).collect(Collectors.joining(", "));
        return "(" + left + ") IN ("
                + values.stream()
                        .map(tuple ->
                                tuple.stream().map(Identifiers::literal).collect(Collectors.joining(", ", "(", ")")))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** Texts are compared by their bytes afterwards, so values that only a collation holds equal are kept apart. */
    private static String distinct(String alias, List<String> columns) {
        return "SELECT DISTINCT "
                + columns.stream()
                        .map(column -> "CAST(" + Relation.quoted(alias, column) + " AS CHAR) COLLATE utf8mb4_bin")
                        .collect(Collectors.joining(", "));
    }

    private static List<List<String>> values(Connection connection, Relation relation, String query)
            throws SQLException {
        int width = relation.key().columns().size();
        var values = new ArrayList<List<String>>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                var tuple = new ArrayList<String>(width);
                for (int i = 1; i <= width; i++) {
                    tuple.add(rows.getString(i));
                }
                if (!tuple.contains(null)) {
                    values.add(List.copyOf(tuple));
                }
            }
        }
        return values;
    }

    private void add(Relation relation, List<List<String>> values) {
        if (values.isEmpty()) {
            return;
        }
        var known = missing.computeIfAbsent(relation, MissingParents::new).values();
        List<List<String>> added = values.stream().filter(known::add).toList();
        count += added.size();
        if (count > MOST_VALUES) {
            throw new MigrationException(
                    ErrorCode.INTEGRITY_FAILED,
                    "More than %,d parents are missing, at last those of foreign key %s of %s: too many to park; repair the"
                                    .formatted(
                                            MOST_VALUES,
                                            relation.key().name(),
                                            relation.child().name())
                            + " source, or carry them with orphans=\"carry\" in <bulk>");
        }
        if (!added.isEmpty()) {
            open.add(new Orphaned(relation, added));
        }
    }
}
