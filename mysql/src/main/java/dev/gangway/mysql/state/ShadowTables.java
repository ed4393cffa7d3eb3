package dev.gangway.mysql.state;

import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the shadow tables of a plan in the state schema, each empty and with the indexes by which derivations search it. */
public final class ShadowTables {
    private static final int TEXT_IN_INDEX = 191;
    private static final Set<String> NEEDS_LENGTH =
            Set.of("tinytext", "text", "mediumtext", "longtext", "tinyblob", "blob", "mediumblob", "longblob");

    private final TargetNames names;

    public ShadowTables(StateSchema schema) {
        this.names = schema.names();
    }

    /** Makes a shadow table anew, with an index on each of the {@code searched} columns; what it held is gone. Commits. */
    public void create(Connection connection, Table source, Table shadow, Collection<String> searched)
            throws SQLException {
        String name = names.apply(shadow.name());
        Statements.execute(connection, "DROP TABLE IF EXISTS " + name);
        Statements.execute(
                connection,
                "CREATE TABLE " + name + " (" + definition(source, shadow, searched)
                        + ") ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci");
    }

    private static String definition(Table source, Table shadow, Collection<String> searched) {
        var out = new StringBuilder();
        for (Column column : shadow.columns()) {
            out.append(out.length() == 0 ? "" : ", ")
                    .append(Identifiers.quote(column.name()))
                    .append(' ')
                    .append(column.type())
                    .append(column.nullable() ? " NULL DEFAULT NULL" : " NOT NULL");
        }
        if (!shadow.primaryKey().isEmpty()) {
            out.append(", PRIMARY KEY (")
                    .append(columns(shadow, shadow.primaryKey()))
                    .append(')');
        }
        var indexes = new LinkedHashSet<>(ShadowTable.indexes(source, shadow));
        searched.stream()
                .filter(shadow::hasColumn)
                .filter(column -> !shadow.primaryKey().equals(List.of(column)))
                .map(List::of)
                .forEach(indexes::add);
        for (List<String> index : indexes) {
            if (!isLedBy(shadow.primaryKey(), index) && indexes.stream().noneMatch(other -> isLedBy(other, index))) {
                out.append(", KEY (").append(columns(shadow, index)).append(')');
            }
        }
        return out.toString();
    }

    /** A longer index that begins with these columns finds by them as well. */
    private static boolean isLedBy(List<String> longer, List<String> columns) {
        return longer.size() > columns.size()
                && longer.subList(0, columns.size()).equals(columns);
    }

    private static String columns(Table table, List<String> names) {
        var out = new StringBuilder();
        for (String name : names) {
            String type = table.column(name).orElseThrow().baseType().toLowerCase(Locale.ROOT);
            out.append(out.length() == 0 ? "" : ", ").append(Identifiers.quote(name));
            if (NEEDS_LENGTH.contains(type)) {
                out.append('(').append(TEXT_IN_INDEX).append(')');
            }
        }
        return out.toString();
    }
}
