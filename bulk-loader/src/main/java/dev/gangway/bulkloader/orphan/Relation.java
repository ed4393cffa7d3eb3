package dev.gangway.bulkloader.orphan;

import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A foreign key of one table, and the SQL that finds rows which break it. */
public record Relation(Table child, ForeignKey key) {

    /** The relations of a schema whose parent table exists; a key into another database is judged by the table's name here. */
    static List<Relation> of(Schema schema) {
        var relations = new ArrayList<Relation>();
        for (Table table : schema.tables()) {
            table.foreignKeys().stream()
                    .filter(key -> schema.has(key.referencedTable()))
                    .forEach(key -> relations.add(new Relation(table, key)));
        }
        return relations;
    }

    /** {@code FROM child c LEFT JOIN parent p ... WHERE} the child names a parent that is not there. */
    String orphansOf(Database source) {
        String parentColumn = quoted("p", key.referencedColumns().get(0));
        return " FROM " + Identifiers.quote(source.table(child.name())) + " c LEFT JOIN "
                + Identifiers.quote(source.table(key.referencedTable())) + " p ON " + matching() + " WHERE "
                + each(column -> quoted("c", column) + " IS NOT NULL") + " AND " + parentColumn + " IS NULL";
    }

    /** {@code FROM child WHERE} its parent is one of those for which a condition on the parent's table holds. */
    String childrenOf(Database source, String parents) {
        return " FROM " + Identifiers.quote(source.table(child.name())) + " WHERE (" + Identifiers.list(key.columns())
                + ") IN (SELECT " + Identifiers.list(key.referencedColumns()) + " FROM "
                + Identifiers.quote(source.table(key.referencedTable())) + " WHERE " + parents + ")";
    }

    private String matching() {
        var conditions = new ArrayList<String>();
        for (int i = 0; i < key.columns().size(); i++) {
            conditions.add(quoted("p", key.referencedColumns().get(i)) + " = "
                    + quoted("c", key.columns().get(i)));
        }
        return String.join(" AND ", conditions);
    }

    private String each(Function<String, String> condition) {
        return key.columns().stream().map(condition).collect(Collectors.joining(" AND "));
    }

    static String quoted(String alias, String column) {
        return alias + "." + Identifiers.quote(column);
    }
}
