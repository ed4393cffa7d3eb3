package dev.gangway.mysql.schema;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes all tables and views of a shop with four queries, however many tables there are. Names lose the prefix; where there
 * is one, tables without it belong to somebody else and are left out. Tables come in the order of their full names. Stateless.
 */
public final class SchemaInspector {

    private SchemaInspector() {}

    /** Inspects the configured database over a connection of its own. */
    public static Schema inspect(Database database) {
        try (Connection connection = database.open()) {
            return inspect(
                    connection, database.config().name(), database.config().prefix());
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "reading the database's structure");
        }
    }

    public static Schema inspect(Connection connection, String database, String prefix) throws SQLException {
        Flavor flavor = Flavor.of(connection);
        if (flavor.cachesStatistics()) {
            try (var statement = connection.createStatement()) {
                statement.execute("SET SESSION information_schema_stats_expiry = 0");
            }
        }
        return new Inspection(connection, database, prefix, flavor).run();
    }

    /** What is known of a table while the queries come in. */
    private static final class Draft {
        final String engine;
        final boolean view;
        final long rows;
        final List<Column> columns = new ArrayList<>();
        final List<String> primaryKey = new ArrayList<>();
        final Map<String, List<String>> uniqueKeys = new LinkedHashMap<>();
        final Map<String, ForeignKeyDraft> foreignKeys = new LinkedHashMap<>();

        Draft(@Nullable String engine, boolean view, long rows) {
            this.engine = engine == null ? "" : engine;
            this.view = view;
            this.rows = rows;
        }

        Table finish(String name) {
            return new Table(
                    name,
                    columns,
                    primaryKey,
                    uniqueKeys.entrySet().stream()
                            .map(e -> new UniqueKey(e.getKey(), e.getValue()))
                            .toList(),
                    foreignKeys.entrySet().stream()
                            .map(e -> e.getValue().finish(e.getKey()))
                            .toList(),
                    engine,
                    view,
                    rows);
        }
    }

    private record ForeignKeyDraft(
            String table,
            List<String> columns,
            List<String> referenced,
            ReferentialAction delete,
            ReferentialAction update) {

        ForeignKey finish(String name) {
            return new ForeignKey(name, columns, table, referenced, delete, update);
        }
    }

    /** One run of the queries. */
    private static final class Inspection {
        private final Connection connection;
        private final String database;
        private final String prefix;
        private final Flavor flavor;
        private final Map<String, Draft> drafts = new TreeMap<>();

        Inspection(Connection connection, String database, String prefix, Flavor flavor) {
            this.connection = connection;
            this.database = database;
            this.prefix = prefix;
            this.flavor = flavor;
        }

        Schema run() throws SQLException {
            readTables();
            readColumns();
            readUniqueKeys();
            readForeignKeys();
            return new Schema(drafts.entrySet().stream()
                    .map(e -> e.getValue().finish(Identifiers.withoutPrefix(prefix, e.getKey())))
                    .toList());
        }

        private void readTables() throws SQLException {
            each(
                    "SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS FROM information_schema.TABLES"
                            + " WHERE TABLE_SCHEMA = ?",
                    row -> {
                        String type = row.getString(2);
                        if (!type.equals("SEQUENCE") && row.getString(1).startsWith(prefix)) {
                            drafts.put(
                                    row.getString(1),
                                    new Draft(row.getString(3), type.contains("VIEW"), row.getLong(4)));
                        }
                    });
        }

        private void readColumns() throws SQLException {
            each(
                    "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, CHARACTER_SET_NAME"
                            + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ?"
                            + " ORDER BY TABLE_NAME, ORDINAL_POSITION",
                    row -> {
                        Draft draft = drafts.get(row.getString(1));
                        if (draft != null) {
                            draft.columns.add(column(row));
                        }
                    });
        }

        private Column column(ResultSet row) throws SQLException {
            String extra = row.getString(6) == null ? "" : row.getString(6).toUpperCase(Locale.ROOT);
            boolean generated = extra.contains("VIRTUAL") || extra.contains("STORED") || extra.contains("PERSISTENT");
            String type = row.getString(3).replace(" /* mariadb-5.3 */", "");
            return new Column(
                    row.getString(2),
                    type,
                    row.getString(4).equals("YES"),
                    ColumnDefaults.normalize(row.getString(5), flavor),
                    extra.contains("AUTO_INCREMENT"),
                    generated,
                    row.getString(7));
        }

        private void readUniqueKeys() throws SQLException {
            var withExpression = new java.util.HashSet<String>();
            each(
                    "SELECT TABLE_NAME, INDEX_NAME, COLUMN_NAME FROM information_schema.STATISTICS"
                            + " WHERE TABLE_SCHEMA = ? AND NON_UNIQUE = 0 ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
                    row -> addUniqueColumn(row, withExpression));
            drafts.forEach((table, draft) ->
                    draft.uniqueKeys.keySet().removeIf(index -> withExpression.contains(table + "\n" + index)));
        }

        private void addUniqueColumn(ResultSet row, Set<String> withExpression) throws SQLException {
            Draft draft = drafts.get(row.getString(1));
            if (draft == null) {
                return;
            }
            String index = row.getString(2);
            String column = row.getString(3);
            if (index.equals("PRIMARY")) {
                draft.primaryKey.add(column);
            } else if (column == null) {
                withExpression.add(row.getString(1) + "\n" + index);
            } else {
                draft.uniqueKeys.computeIfAbsent(index, k -> new ArrayList<>()).add(column);
            }
        }

        private void readForeignKeys() throws SQLException {
            each(
                    "SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_NAME,"
                            + " k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE"
                            + " FROM information_schema.KEY_COLUMN_USAGE k"
                            + " JOIN information_schema.REFERENTIAL_CONSTRAINTS r"
                            + " ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME"
                            + " AND r.TABLE_NAME = k.TABLE_NAME"
                            + " WHERE k.TABLE_SCHEMA = ? AND k.REFERENCED_TABLE_NAME IS NOT NULL"
                            + " ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION",
                    row -> {
                        Draft draft = drafts.get(row.getString(1));
                        if (draft != null) {
                            addForeignKeyColumn(draft, row);
                        }
                    });
        }

        private void addForeignKeyColumn(Draft draft, ResultSet row) throws SQLException {
            String name = row.getString(2);
            ForeignKeyDraft key = draft.foreignKeys.get(name);
            if (key == null) {
                key = new ForeignKeyDraft(
                        Identifiers.withoutPrefix(prefix, row.getString(4)),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        action(row.getString(6)),
                        action(row.getString(7)));
                draft.foreignKeys.put(name, key);
            }
            key.columns().add(row.getString(3));
            key.referenced().add(row.getString(5));
        }

        private static ReferentialAction action(String rule) {
            return switch (rule) {
                case "CASCADE" -> ReferentialAction.CASCADE;
                case "SET NULL" -> ReferentialAction.SET_NULL;
                default -> ReferentialAction.RESTRICT;
            };
        }

        private void each(String sql, RowConsumer consumer) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, database);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        consumer.accept(rows);
                    }
                }
            }
        }
    }

    /** A consumer of the current row that may fail. */
    @FunctionalInterface
    private interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }
}
