package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.SmallTables;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives Magento 2 the next numbers of orders, invoices, credit memos, shipments and returns, per store. */
public final class SalesIncrementStep implements Step {
    private static final List<String> TYPES = List.of("order", "invoice", "creditmemo", "shipment", "rma_item");
    private static final String WARNING_VALUE = "4294966295";
    private static final String MAX_VALUE = "4294967295";
    private static final BigInteger LARGEST = new BigInteger(MAX_VALUE);

    /** One sequence: its table, and the last number used or null when none was. */
    private record Sequence(
            String type,
            String store,
            String table,
            @Nullable Long last) {

        /** What the table's highest number must be. */
        long expected() {
            return last == null ? 0 : Math.max(last, 1);
        }
    }

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        return new NeededColumns(Side.DESTINATION, context.targetSchema())
                .haveExactly("sales_sequence_meta", "meta_id", "entity_type", "store_id", "sequence_table")
                .haveExactly(
                        "sales_sequence_profile",
                        "profile_id",
                        "meta_id",
                        "prefix",
                        "suffix",
                        "start_value",
                        "step",
                        "max_value",
                        "warning_value",
                        "is_active")
                .findings();
    }

    @Override
    public void data(StepContext context) throws SQLException {
        List<Sequence> sequences = sequences(context);
        context.keepMade(sequences.stream().map(Sequence::table).toList());
        context.keep(List.of("sales_sequence_meta", "sales_sequence_profile"));
        try (Connection connection = context.target().open()) {
            for (Sequence sequence : sequences) {
                String table = Identifiers.quote(sequence.table());
                Statements.execute(connection, "DROP TABLE IF EXISTS " + table);
                Statements.execute(
                        connection,
                        "CREATE TABLE " + table
                                + " (sequence_value int unsigned NOT NULL AUTO_INCREMENT, PRIMARY KEY (sequence_value)) ENGINE=InnoDB");
                if (sequence.last() != null) {
                    Statements.execute(
                            connection,
                            "INSERT INTO " + table + " (sequence_value) VALUES (" + sequence.expected() + ")");
                }
            }
        }
        new TargetSql(context).run(registration(context, sequences));
        var numbers = new LinkedHashMap<String, Long>();
        sequences.forEach(sequence -> numbers.put(sequence.table(), sequence.expected()));
        CopiedRows.remember(context, numbers);
    }

    private static List<String> registration(StepContext context, List<Sequence> sequences) {
        String meta = TargetSql.names(context).apply("sales_sequence_meta");
        String profile = TargetSql.names(context).apply("sales_sequence_profile");
        var statements = new ArrayList<String>();
        statements.add("DELETE FROM " + profile);
        statements.add("DELETE FROM " + meta);
        for (int i = 0; i < sequences.size(); i++) {
            Sequence sequence = sequences.get(i);
            int id = i + 1;
            statements.add(
                    "INSERT INTO " + meta + " (meta_id, entity_type, store_id, sequence_table) VALUES (" + id + ", "
                            + Identifiers.literal(sequence.type()) + ", " + sequence.store() + ", "
                            + Identifiers.literal(sequence.table()) + ")");
            statements.add("INSERT INTO " + profile
                    + " (profile_id, meta_id, prefix, suffix, start_value, step, warning_value, max_value, is_active) VALUES ("
                    + id + ", " + id + ", " + Identifiers.literal(sequence.store()) + ", '', 1, 1, " + WARNING_VALUE
                    + ", "
                    + MAX_VALUE + ", 1)");
        }
        return statements;
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        var mismatches = new ArrayList<String>();
        try (Connection connection = context.target().open()) {
            for (Map.Entry<String, Long> number : CopiedRows.expected(context).entrySet()) {
                String table = number.getKey();
                long found = Statements.queryLong(
                        connection, "SELECT COALESCE(MAX(sequence_value), 0) FROM " + Identifiers.quote(table));
                if (found != number.getValue()) {
                    mismatches.add(table + ": last number " + number.getValue() + " expected, " + found + " found");
                }
            }
        }
        return mismatches;
    }

    private static List<Sequence> sequences(StepContext context) throws SQLException {
        var tables = new SmallTables(context);
        Map<String, String> typeIds = new HashMap<>();
        for (Row type : tables.read(Side.DESTINATION, "eav_entity_type")) {
            typeIds.put(type.text("entity_type_code"), type.text("entity_type_id"));
        }
        Map<String, Row> counters = new HashMap<>();
        for (Row row : tables.read(Side.SOURCE, "eav_entity_store")) {
            counters.putIfAbsent(row.text("entity_type_id") + ":" + row.text("store_id"), row);
        }
        List<Row> stores = stores(context, tables);
        var sequences = new ArrayList<Sequence>();
        for (String type : TYPES) {
            for (Row store : stores) {
                String id = String.valueOf(store.text("store_id"));
                Row counter = counters.get(typeIds.get(type) + ":" + id);
                String table = context.target().table("sequence_" + type + "_" + id);
                sequences.add(new Sequence(type, id, table, counter == null ? null : number(counter)));
            }
        }
        return sequences;
    }

    /** The old tool reads store ids alone, which the server answers from the index on websites: its numbering follows that. */
    private static List<Row> stores(StepContext context, SmallTables tables) throws SQLException {
        var stores = new ArrayList<>(tables.read(Side.SOURCE, "core_store"));
        if (context.environment().compatibility() == Compatibility.STRICT) {
            stores.sort(Comparator.comparingLong(store -> Long.parseLong(String.valueOf(store.text("website_id")))));
        }
        return stores;
    }

    /**
     * The number without its prefix: as many characters are cut as the prefix has, digits at the front of the rest
     * count, up to the largest number that a sequence can hold.
     */
    static long number(Row counter) {
        String last = counter.text("increment_last_id");
        String prefix = counter.text("increment_prefix");
        String text = last == null ? "" : last;
        String rest = text.substring(Math.min(prefix == null ? 0 : prefix.length(), text.length()));
        int end = 0;
        while (end < rest.length() && rest.charAt(end) >= '0' && rest.charAt(end) <= '9') {
            end++;
        }
        if (end == 0) {
            return 0;
        }
        return new BigInteger(rest.substring(0, end)).min(LARGEST).longValue();
    }
}
