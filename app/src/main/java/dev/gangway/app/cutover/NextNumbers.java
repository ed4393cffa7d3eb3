package dev.gangway.app.cutover;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.schema.Schema;
import dev.gangway.derivations.sales.SalesSequences;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the numbers that the new shop will give next with the highest that are taken. */
final class NextNumbers {
    /** Sequences of the commerce editions, and the column whose values they give. */
    private static final Map<String, List<String>> ENTITIES = Map.of(
            "sequence_product", List.of("catalog_product_entity", "entity_id"),
            "sequence_catalog_category", List.of("catalog_category_entity", "entity_id"),
            "sequence_cms_page", List.of("cms_page", "page_id"),
            "sequence_cms_block", List.of("cms_block", "block_id"),
            "sequence_catalogrule", List.of("catalogrule", "rule_id"),
            "sequence_salesrule", List.of("salesrule", "rule_id"));

    private final Database source;
    private final Database target;
    private final Schema sourceTables;
    private final Schema targetTables;

    NextNumbers(Databases databases, Schema sourceTables, Schema targetTables) {
        this.source = databases.source();
        this.target = databases.target();
        this.sourceTables = sourceTables;
        this.targetTables = targetTables;
    }

    /** A sequence of the target that would give a number that is taken. */
    record Behind(String sequence, long last, long taken) {
        @Override
        public String toString() {
            return sequence + " is at " + last + ", taken are numbers up to " + taken;
        }
    }

    /** What was looked at, and what is behind. */
    record Result(int sequences, List<Behind> behind) {
        Result {
            behind = List.copyOf(behind);
        }
    }

    Result look() {
        var behind = new ArrayList<Behind>();
        int documents = documents(behind);
        return new Result(documents + entities(behind), behind);
    }

    private int documents(List<Behind> behind) {
        if (!sourceTables.has("eav_entity_store") || !targetTables.has("sales_sequence_meta")) {
            return 0;
        }
        Map<String, Long> taken = taken();
        int looked = 0;
        for (Map.Entry<String, String> sequence : sequences().entrySet()) {
            Long highest = taken.get(sequence.getKey());
            if (highest != null) {
                looked++;
                compare(sequence.getValue(), highest, behind);
            }
        }
        return looked;
    }

    /** Last numbers of the source, by type and store. */
    private Map<String, Long> taken() {
        String sql = "SELECT t.entity_type_code, c.store_id, c.increment_last_id, c.increment_prefix FROM "
                + Identifiers.quote(source.table("eav_entity_store")) + " c JOIN "
                + Identifiers.quote(source.table("eav_entity_type")) + " t ON t.entity_type_id = c.entity_type_id";
        var taken = new HashMap<String, Long>();
        read(
                source,
                sql,
                row -> taken.merge(key(row), SalesSequences.number(row.getString(3), row.getString(4)), Math::max));
        return taken;
    }

    /** The target's sequences, by type and store. */
    private Map<String, String> sequences() {
        var tables = new LinkedHashMap<String, String>();
        read(
                target,
                "SELECT entity_type, store_id, sequence_table FROM "
                        + Identifiers.quote(target.table("sales_sequence_meta")) + " ORDER BY meta_id",
                row -> tables.put(key(row), row.getString(3)));
        return tables;
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getString(1) + ":" + row.getString(2);
    }

    private int entities(List<Behind> behind) {
        int looked = 0;
        for (Map.Entry<String, List<String>> entity : ENTITIES.entrySet()) {
            String table = entity.getValue().get(0);
            if (targetTables.has(entity.getKey()) && targetTables.has(table)) {
                looked++;
                compare(
                        target.table(entity.getKey()),
                        highest(table, entity.getValue().get(1)),
                        behind);
            }
        }
        return looked;
    }

    private long highest(String table, String column) {
        return number("SELECT MAX(" + Identifiers.quote(column) + ") FROM " + Identifiers.quote(target.table(table)));
    }

    private void compare(String sequenceTable, long taken, List<Behind> behind) {
        long last = number("SELECT MAX(sequence_value) FROM " + Identifiers.quote(sequenceTable));
        if (last < taken) {
            behind.add(new Behind(sequenceTable, last, taken));
        }
    }

    private long number(String sql) {
        var numbers = new ArrayList<Long>();
        read(target, sql, row -> numbers.add(row.getLong(1)));
        return numbers.isEmpty() ? 0 : numbers.get(0);
    }

    private static void read(Database database, String sql, RowReader reader) {
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "comparing the next numbers");
        }
    }

    /** Takes the current row of a result. */
    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
