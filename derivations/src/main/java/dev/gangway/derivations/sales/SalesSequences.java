package dev.gangway.derivations.sales;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.connect.Identifiers;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The next numbers of orders, invoices, credit memos, shipments and returns; the key is the store. Each sequence is a table of
 * its own, made when its store appears and dropped when it is gone.
 */
public final class SalesSequences implements Derivation {
    private static final List<String> TYPES = List.of("order", "invoice", "creditmemo", "shipment", "rma_item");
    static final String META = "sales_sequence_meta";
    private static final String PROFILE = "sales_sequence_profile";
    private static final String COUNTERS = ShadowTable.nameOf("eav_entity_store");
    private static final String STORES = ShadowTable.nameOf("core_store");
    private static final String WARNING_VALUE = "4294966295";
    private static final String MAX_VALUE = "4294967295";
    private static final BigInteger LARGEST = new BigInteger(MAX_VALUE);

    private final DerivationContext context;
    private final SequenceTables tables;

    public SalesSequences(DerivationContext context) {
        this.context = context;
        this.tables = new SequenceTables(context);
    }

    /** One sequence: its table without prefix, and the last number used or null when none was. */
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
    public String name() {
        return "sequences of documents";
    }

    @Override
    public StepKind step() {
        return StepKind.SALES_INCREMENT;
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.key(COUNTERS, "store_id"), Input.all(STORES), Input.all("eav_entity_type"));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(META, ""), new Output(PROFILE, ""));
    }

    @Override
    public void prepare(Connection connection) {
        tables.dropUnnamed();
    }

    @Override
    public void committed() {
        tables.dropUnnamed();
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        List<Sequence> sequences = sequences(connection, keys);
        Set<String> existing = tables.existing(connection);
        for (Sequence sequence : sequences) {
            String table = context.names().apply(sequence.table());
            String insert = "INSERT INTO " + table + " (sequence_value) VALUES (" + sequence.expected() + ")";
            if (!existing.contains(realName(sequence).toLowerCase(Locale.ROOT))) {
                tables.make(realName(sequence), table, sequence.last() == null ? "" : insert);
                continue;
            }
            writer.execute(connection, "DELETE FROM " + table, sequence.table());
            if (sequence.last() != null) {
                writer.execute(connection, insert, sequence.table());
            }
        }
        if (keys.isAll()) {
            register(connection, sequences, writer);
        }
    }

    private String realName(Sequence sequence) {
        return context.names().prefix() + sequence.table();
    }

    private void register(Connection connection, List<Sequence> sequences, DerivedWriter writer) throws SQLException {
        writer.execute(connection, context.sql("DELETE FROM {" + PROFILE + "}"), PROFILE);
        writer.execute(connection, context.sql("DELETE FROM {" + META + "}"), META);
        for (int i = 0; i < sequences.size(); i++) {
            Sequence sequence = sequences.get(i);
            int id = i + 1;
            writer.execute(
                    connection,
                    context.sql("INSERT INTO {" + META + "} (meta_id, entity_type, store_id, sequence_table) VALUES (")
                            + id
                            + ", " + Identifiers.literal(sequence.type()) + ", " + sequence.store() + ", "
                            + Identifiers.literal(realName(sequence)) + ")",
                    META);
            writer.execute(
                    connection,
                    context.sql("INSERT INTO {" + PROFILE + "} (profile_id, meta_id, prefix, suffix, start_value, step,"
                                    + " warning_value, max_value, is_active) VALUES (")
                            + id + ", " + id + ", " + Identifiers.literal(sequence.store()) + ", '', 1, 1, "
                            + WARNING_VALUE + ", " + MAX_VALUE + ", 1)",
                    PROFILE);
        }
    }

    /** The highest number of every sequence's table, which stand here without prefix. */
    public Map<String, Long> expected(Connection connection) throws SQLException {
        var numbers = new LinkedHashMap<String, Long>();
        sequences(connection, Keys.ALL).forEach(s -> numbers.put(s.table(), s.expected()));
        return numbers;
    }

    private List<Sequence> sequences(Connection connection, Keys keys) throws SQLException {
        Map<String, Long> counters = counters(connection, keys);
        var sequences = new ArrayList<Sequence>();
        List<String> stores = stores(connection, keys);
        for (String type : TYPES) {
            for (String store : stores) {
                sequences.add(
                        new Sequence(type, store, "sequence_" + type + "_" + store, counters.get(type + ":" + store)));
            }
        }
        return sequences;
    }

    /** The old tool reads store ids alone, which the server answers from the index on websites: its numbering follows that. */
    private List<String> stores(Connection connection, Keys keys) throws SQLException {
        String order = context.isStrict() ? "s.website_id, s.store_id" : "s.store_id";
        var stores = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(context.sql("SELECT s.store_id FROM {" + STORES + "} s WHERE ")
                        + keys.on("s.store_id") + " ORDER BY " + order)) {
            while (row.next()) {
                stores.add(row.getString(1));
            }
        }
        return stores;
    }

    /** Last numbers by type and store. */
    private Map<String, Long> counters(Connection connection, Keys keys) throws SQLException {
        var counters = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(context.sql(
                                "SELECT t.entity_type_code, c.store_id, c.increment_last_id, c.increment_prefix FROM {"
                                        + COUNTERS
                                        + "} c JOIN {eav_entity_type} t ON t.entity_type_id = c.entity_type_id WHERE ")
                        + keys.on("c.store_id") + " ORDER BY c.entity_store_id")) {
            while (row.next()) {
                counters.putIfAbsent(
                        row.getString(1) + ":" + row.getString(2), number(row.getString(3), row.getString(4)));
            }
        }
        return counters;
    }

    /**
     * The number without its prefix: as many characters are cut as the prefix has, digits at the front of the rest
     * count, up to the largest number that a sequence can hold.
     */
    public static long number(@Nullable String last, @Nullable String prefix) {
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
