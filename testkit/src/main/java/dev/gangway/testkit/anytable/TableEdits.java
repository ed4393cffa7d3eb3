package dev.gangway.testkit.anytable;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements that a random edit of any table may be. Each tells whether it found something to do. One thread. */
final class TableEdits {
    private final SourceFacts facts;
    private final Sql sql;
    private final Random random;
    private final RowMaker rows;
    private final Set<EditKind> kinds;

    TableEdits(SourceFacts facts, Sql sql, Random random, RowMaker rows, Set<EditKind> kinds) {
        this.facts = facts;
        this.sql = sql;
        this.random = random;
        this.rows = rows;
        this.kinds = kinds;
    }

    /** One kind of statement and how often it comes up. */
    record Weighted(String name, int weight, Edit edit) {}

    /** Changes a table; false when there was nothing to change. */
    interface Edit {
        boolean apply(Table table) throws SQLException;
    }

    List<Weighted> all() {
        var all = new ArrayList<Weighted>(List.of(
                new Weighted("insert", 18, table -> rows.insert(table).isPresent()),
                new Weighted("insert of several", 6, this::insertSeveral),
                new Weighted("insert or update", 6, this::insertOrUpdate),
                new Weighted("replace", 6, this::replace),
                new Weighted("update", 20, this::update),
                new Weighted("update of several", 6, this::updateSeveral),
                new Weighted("update with parent", 4, this::updateWithParent),
                new Weighted("delete", 10, this::delete),
                new Weighted("delete of several", 2, this::deleteSeveral),
                new Weighted("delete by parent", 2, this::deleteByParent),
                new Weighted("other key", 5, this::changeKey),
                new Weighted("delete and insert", 4, this::deleteAndInsert),
                new Weighted("insert and delete", 3, this::insertAndDelete),
                new Weighted("partly undone", 3, this::partlyUndone)));
        if (kinds.contains(EditKind.TRUNCATE)) {
            all.add(new Weighted("truncate", 1, this::truncate));
        }
        if (kinds.contains(EditKind.DDL)) {
            all.add(new Weighted("structure", 1, this::structure));
        }
        return all;
    }

    private boolean insertSeveral(Table table) throws SQLException {
        return sql.insert("INSERT IGNORE", table.name(), List.of(rows.row(table), rows.row(table), rows.row(table)))
                >= 0;
    }

    private boolean insertOrUpdate(Table table) throws SQLException {
        Optional<Map<String, @Nullable Object>> row = some(table);
        Optional<Map<String, @Nullable Object>> values = row.isEmpty() ? row : changes(table);
        if (values.isEmpty()) {
            return false;
        }
        String insertion = Sql.insertion("INSERT", table.name(), List.of(written(table, row.orElseThrow())));
        return sql.run(insertion + " ON DUPLICATE KEY UPDATE " + Sql.assignments(values.get(), ", ")) > 0;
    }

    /** The row goes, with what a delete takes along, and comes back with other values. */
    private boolean replace(Table table) throws SQLException {
        Optional<Map<String, @Nullable Object>> row = some(table);
        Optional<Map<String, @Nullable Object>> values = row.isEmpty() ? row : changes(table);
        if (values.isEmpty()) {
            return false;
        }
        Map<String, @Nullable Object> whole = written(table, row.orElseThrow());
        whole.putAll(values.get());
        Hints.forgetChildren(table, whole);
        sql.insert("REPLACE", table.name(), List.of(whole));
        return true;
    }

    private boolean update(Table table) throws SQLException {
        Optional<Map<String, @Nullable Object>> row = some(table);
        Optional<Map<String, @Nullable Object>> values = row.isEmpty() ? row : changes(table);
        return values.isPresent()
                && sql.run("UPDATE " + Sql.name(table.name()) + " SET " + Sql.assignments(values.get(), ", ")
                                + " WHERE " + where(table, row.orElseThrow()))
                        > 0;
    }

    private boolean updateSeveral(Table table) throws SQLException {
        Optional<Map<String, @Nullable Object>> values = changes(table);
        return values.isPresent()
                && sql.run("UPDATE IGNORE " + Sql.name(table.name()) + " SET "
                                + Sql.assignments(values.get(), ", ") + " WHERE " + Hints.guard(table) + order(table)
                                + " LIMIT " + (2 + random.nextInt(8)))
                        > 0;
    }

    /** One statement that changes two tables. */
    private boolean updateWithParent(Table table) throws SQLException {
        for (ForeignKey key : table.foreignKeys()) {
            Table parent = facts.table(key.referencedTable());
            Optional<Map<String, @Nullable Object>> ofChild = changes(table);
            Optional<Map<String, @Nullable Object>> ofParent = changes(parent);
            if (facts.mapped().contains(parent.name())
                    && !Hints.guard(parent).contains("=")
                    && !parent.name().equals(table.name())
                    && ofChild.isPresent()
                    && ofParent.isPresent()
                    && Hints.guard(table).equals("1 = 1")) {
                return sql.run("UPDATE " + Sql.name(table.name()) + " c JOIN " + Sql.name(parent.name())
                                + " p ON c." + Sql.name(key.columns().get(0)) + " = p."
                                + Sql.name(key.referencedColumns().get(0)) + " SET "
                                + prefixed("c.", ofChild.get()) + ", " + prefixed("p.", ofParent.get()) + " WHERE "
                                + nthParent(key))
                        > 0;
            }
        }
        return false;
    }

    private static String prefixed(String prefix, Map<String, @Nullable Object> values) {
        var one = values.entrySet().iterator().next();
        return prefix + Sql.name(one.getKey()) + " = " + Sql.literal(one.getValue());
    }

    private String nthParent(ForeignKey key) throws SQLException {
        String column = key.referencedColumns().get(0);
        List<Map<String, @Nullable Object>> found = sql.rows("SELECT " + Sql.name(column) + " FROM "
                + Sql.name(key.referencedTable()) + " ORDER BY " + Sql.name(column) + " LIMIT 1 OFFSET "
                + random.nextInt(4));
        return found.isEmpty()
                ? "1 = 0"
                : "p." + Sql.name(column) + " = " + Sql.literal(found.get(0).get(column));
    }

    private boolean delete(Table table) throws SQLException {
        Optional<Map<String, @Nullable Object>> row = some(table);
        return row.isPresent()
                && sql.run("DELETE FROM " + Sql.name(table.name()) + " WHERE " + where(table, row.get())) > 0;
    }

    private boolean deleteSeveral(Table table) throws SQLException {
        return sql.run("DELETE IGNORE FROM " + Sql.name(table.name()) + " WHERE " + Hints.guard(table) + order(table)
                        + " LIMIT " + (1 + random.nextInt(3)))
                > 0;
    }

    /** A statement that names two tables and removes rows of one. */
    private boolean deleteByParent(Table table) throws SQLException {
        Optional<ForeignKey> key = table.foreignKeys().stream()
                .filter(k -> !k.referencedTable().equals(table.name()))
                .findFirst();
        if (key.isEmpty() || !Hints.guard(table).equals("1 = 1")) {
            return false;
        }
        return sql.run("DELETE c FROM " + Sql.name(table.name()) + " c JOIN "
                        + Sql.name(key.get().referencedTable()) + " p ON c."
                        + Sql.name(key.get().columns().get(0)) + " = p."
                        + Sql.name(key.get().referencedColumns().get(0)) + " WHERE " + nthParent(key.get()))
                > 0;
    }

    /** A row gets a number above all others, and what refers to it follows. */
    private boolean changeKey(Table table) throws SQLException {
        Optional<Column> number = table.columns().stream()
                .filter(Column::autoIncrement)
                .filter(column -> facts.parent(table, column).isEmpty())
                .findFirst();
        Optional<Map<String, @Nullable Object>> row = some(table);
        if (number.isEmpty() || row.isEmpty() || !followsKeys(table)) {
            return false;
        }
        String column = Sql.name(number.get().name());
        long free = sql.number("SELECT MAX(" + column + ") FROM " + Sql.name(table.name())) + 100 + random.nextInt(20);
        return sql.run("UPDATE IGNORE " + Sql.name(table.name()) + " SET " + column + " = " + free + " WHERE "
                        + where(table, row.get()))
                > 0;
    }

    private boolean followsKeys(Table table) {
        return facts.source().tables().stream()
                .flatMap(other -> other.foreignKeys().stream())
                .filter(key -> key.referencedTable().equals(table.name()))
                .allMatch(key -> key.onUpdate() == ReferentialAction.CASCADE);
    }

    private boolean deleteAndInsert(Table table) throws SQLException {
        Optional<Map<String, @Nullable Object>> row = some(table);
        if (row.isEmpty() || !delete(table, row.get())) {
            return false;
        }
        Map<String, @Nullable Object> again = written(table, row.get());
        Hints.forgetChildren(table, again);
        sql.insert("INSERT", table.name(), List.of(again));
        return true;
    }

    private boolean delete(Table table, Map<String, @Nullable Object> row) throws SQLException {
        return sql.run("DELETE FROM " + Sql.name(table.name()) + " WHERE " + where(table, row)) > 0;
    }

    private boolean insertAndDelete(Table table) throws SQLException {
        Optional<Map<String, @Nullable Object>> row = rows.insert(table);
        return row.isPresent() && !table.identity().isEmpty() && delete(table, row.get());
    }

    private boolean partlyUndone(Table table) throws SQLException {
        boolean kept = update(table);
        sql.run("SAVEPOINT half");
        delete(table);
        insertSeveral(table);
        sql.run("ROLLBACK TO SAVEPOINT half");
        return kept;
    }

    /** Ends the transaction in work. */
    private boolean truncate(Table table) throws SQLException {
        if (facts.isReferenced(table) || !Hints.guard(table).equals("1 = 1")) {
            return false;
        }
        sql.run("TRUNCATE TABLE " + Sql.name(table.name()));
        return true;
    }

    /** Ends the transaction in work. */
    private boolean structure(Table table) throws SQLException {
        String name = Sql.name(table.name());
        switch (random.nextInt(3)) {
            case 0 -> sql.run("ALTER TABLE " + name + " COMMENT = 'edited " + random.nextInt(100) + "'");
            case 1 ->
                sql.run("ALTER TABLE " + name + " ADD INDEX `added_" + random.nextInt(1_000_000) + "` ("
                        + Sql.name(table.columns().get(0).name()) + ")");
            default -> {
                sql.run("CREATE TABLE foreign_copy LIKE " + name);
                sql.run("DROP TABLE foreign_copy");
            }
        }
        return true;
    }

    /** One row by chance that may be changed. */
    private Optional<Map<String, @Nullable Object>> some(Table table) throws SQLException {
        long count = sql.count(table.name(), Hints.guard(table));
        return count == 0
                ? Optional.empty()
                : sql
                        .rows("SELECT * FROM " + Sql.name(table.name()) + " WHERE " + Hints.guard(table) + order(table)
                                + " LIMIT 1 OFFSET " + random.nextInt((int) count))
                        .stream()
                        .findFirst();
    }

    private static String order(Table table) {
        return table.identity().isEmpty() ? "" : " ORDER BY " + Sql.names(table.identity());
    }

    private static String where(Table table, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>(row);
        key.keySet().retainAll(table.identity());
        return Sql.assignments(key, " AND ");
    }

    private static Map<String, @Nullable Object> written(Table table, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>(row);
        table.columns().stream().filter(Column::generated).forEach(column -> written.remove(column.name()));
        return written;
    }

    /** New values for one to four columns; empty when the table has nothing but its key. */
    private Optional<Map<String, @Nullable Object>> changes(Table table) throws SQLException {
        List<Column> free = table.columns().stream()
                .filter(column -> !column.generated() && !table.identity().contains(column.name()))
                .filter(column -> !Hints.isPinned(table, column))
                .toList();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        int wanted = 1 + random.nextInt(4);
        for (int i = 0; i < wanted; i++) {
            Column column = free.get(random.nextInt(free.size()));
            changes.put(column.name(), rows.value(table, column));
        }
        return Optional.of(changes);
    }
}
