package dev.gangway.mysql.state;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Tables of the state schema that hold rows which were taken out of tables of the target and may have to come back: one for each
 * such table, with its columns and its key, and why a row was taken out. Stateless.
 */
public final class AsideTables {
    /** Why a row was taken out. */
    public static final String REASON = "set_aside_reason";
    /** The number of the row that stands for it in another table. */
    public static final String MOVED_TO = "moved_to";

    private static final String PREFIX = "aside_";

    private AsideTables() {}

    /** The name by which {@link TargetNames} knows the table that holds rows of a target table. */
    public static String nameOf(String table) {
        return TargetNames.STATE + realName(table);
    }

    /** Makes the table that holds rows of {@code table}, unless it is there; {@code searched} are columns that get an index. */
    public static void create(Connection connection, TargetNames names, Table table, Collection<String> searched)
            throws SQLException {
        String columns = table.columns().stream()
                .filter(column -> !column.generated())
                .map(column -> definition(table, column))
                .collect(Collectors.joining(", "));
        String key = table.primaryKey().stream().map(Identifiers::quote).collect(Collectors.joining(", "));
        String indexes = searched.stream()
                .filter(table::hasColumn)
                .map(column -> ", KEY (" + Identifiers.quote(column) + ")")
                .collect(Collectors.joining());
        Statements.execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + names.apply(nameOf(table.name())) + " (" + columns + ", " + REASON
                        + " VARCHAR(190) NOT NULL, " + MOVED_TO + " BIGINT UNSIGNED NULL, PRIMARY KEY (" + key + ")"
                        + indexes + ") ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4"
                        + " COLLATE=utf8mb4_general_ci");
    }

    /** True when the table that holds rows of {@code table} is there. */
    public static boolean exists(Connection connection, TargetNames names, String table) throws SQLException {
        return Statements.queryLong(
                        connection,
                        "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
                                + Identifiers.literal(names.stateSchema()) + " AND TABLE_NAME = "
                                + Identifiers.literal(realName(table)))
                > 0;
    }

    private static String realName(String table) {
        return TargetTable.shortened(PREFIX + table);
    }

    private static String definition(Table table, Column column) {
        boolean inKey = table.primaryKey().contains(column.name());
        return Identifiers.quote(column.name()) + " " + column.type()
                + (inKey || !column.nullable() ? " NOT NULL" : " NULL DEFAULT NULL");
    }

    /** Forgets what was taken out of target tables: they are filled anew. Commits. */
    public static void drop(Connection connection, TargetNames names, Collection<String> tables) throws SQLException {
        if (!tables.isEmpty()) {
            String list =
                    tables.stream().map(table -> names.apply(nameOf(table))).collect(Collectors.joining(", "));
            Statements.execute(connection, "DROP TABLE IF EXISTS " + list);
        }
    }
}
