package dev.gangway.proof.derived;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Schema;
import dev.gangway.derivations.CountingWriter;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.derivations.TouchedKeys;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.WriteLosses;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.route.RouteLook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recomputes keys of derivations in a transaction of the target, compares what comes out with what stands there, and rolls back:
 * nothing is written. The keys' rows are locked meanwhile. Thread-safe.
 */
public final class DerivedLook {
    private static final int MAX_STATEMENT_BYTES = 3 << 20;
    private static final int KEPT = 20_000;
    private static final String DOING = "comparing derived rows";

    private final Database target;
    private final TargetNames names;
    private final Schema written;
    private final DerivationSet derivations;
    private final RowSql sql;

    public DerivedLook(Database target, TargetNames names, Schema written, DerivationSet derivations) {
        this.target = target;
        this.names = names;
        this.written = written;
        this.derivations = derivations;
        this.sql = new RowSql(target.flavor(), names, MAX_STATEMENT_BYTES);
    }

    /** Work in a transaction that is undone; {@code live} sees what is committed. */
    @FunctionalInterface
    private interface Look<T> {
        T at(Connection undone, Connection live) throws SQLException;
    }

    private <T> T undone(Look<T> look) {
        return Transactions.retrying(DOING).call(() -> {
            try (Connection undone = target.open();
                    Connection live = target.open()) {
                undone.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                undone.setAutoCommit(false);
                try {
                    return look.at(undone, live);
                } finally {
                    undone.rollback();
                }
            } catch (SQLException e) {
                throw SqlErrors.translate(e, target.config(), DOING);
            }
        });
    }

    /** Compares all rows of some keys of one derivation. */
    public RouteLook.Seen look(Derivation derivation, Keys keys) {
        return undone((undone, live) -> {
            derivation.recompute(undone, keys, new CountingWriter(new WriteLosses()));
            var findings = new ArrayList<Finding>();
            Map<String, Counts> counts = new LinkedHashMap<>();
            for (OutputTable table : outputs(derivation)) {
                counts.merge(table.name(), table.compare(undone, live, keys, findings::add), Counts::plus);
            }
            int kept = Math.min(KEPT, findings.size());
            return new RouteLook.Seen(counts, findings.subList(0, kept), List.of(), findings.size() - (long) kept);
        });
    }

    private List<OutputTable> outputs(Derivation derivation) {
        var tables = new ArrayList<OutputTable>();
        for (Output output : derivation.outputs()) {
            written.table(output.table()).ifPresent(table -> tables.add(new OutputTable(output, table, names)));
        }
        return tables;
    }

    /**
     * What differs when the corrections are made.
     *
     * @param findings derived rows that differ
     * @param keys by table: values of the column with the derivation's key whose rows were recomputed
     * @param whole tables of which all rows were recomputed
     */
    public record Verdict(List<Finding> findings, Map<String, Set<String>> keys, Set<String> whole) {

        /** True when rows of the table with this value in its key's column were recomputed. */
        public boolean covers(String table, String key) {
            return whole.contains(table) || keys.getOrDefault(table, Set.of()).contains(key);
        }
    }

    /** Makes the corrections, recomputes what they touch and the given keys, and compares that. */
    public Verdict judge(Collection<Correction> corrections, Map<Derivation, Set<String>> keys) {
        return undone((undone, live) -> {
            var losses = new WriteLosses();
            var touched = new Touched(new TouchedKeys(derivations, names));
            keys.forEach(touched.keys::add);
            correct(undone, corrections, new RowWriter(sql, new NullCoercion(Clock.systemUTC()), losses), touched.keys);
            touched.keys.recompute(
                    undone,
                    new CountingWriter(losses),
                    (derivation, some) -> touched.compare(derivation, some, undone, live));
            return touched.verdict();
        });
    }

    private void correct(Connection undone, Collection<Correction> corrections, RowWriter writer, TouchedKeys touched)
            throws SQLException {
        Map<String, List<Correction>> byTable = corrections.stream()
                .collect(Collectors.groupingBy(one -> one.table().name(), LinkedHashMap::new, Collectors.toList()));
        for (List<Correction> ofTable : byTable.values()) {
            Correction first = ofTable.get(0);
            List<Row> keyRows = ofTable.stream().map(Correction::keyRow).toList();
            touched.before(undone, first.table(), keyRows, sql);
            List<Row> gone = ofTable.stream()
                    .filter(one -> one.expected() == null)
                    .map(Correction::keyRow)
                    .toList();
            if (!gone.isEmpty()) {
                writer.delete(undone, first.table(), gone);
            }
            var rows = new ArrayList<Row>();
            for (Correction one : ofTable) {
                Row expected = one.expected();
                if (expected != null) {
                    rows.add(expected.copy());
                }
            }
            if (!rows.isEmpty()) {
                writer.upsert(undone, first.table(), first.key(), rows);
                touched.wrote(first.table(), rows);
            }
        }
    }

    /** What was recomputed, and what of it differs. */
    private final class Touched {
        private final TouchedKeys keys;
        private final List<Finding> findings = new ArrayList<>();
        private final Map<OutputTable, List<Keys>> recomputed = new LinkedHashMap<>();
        private final Set<String> whole = new HashSet<>();

        Touched(TouchedKeys keys) {
            this.keys = keys;
        }

        void compare(Derivation derivation, Keys some, Connection undone, Connection live) throws SQLException {
            for (OutputTable table : outputs(derivation)) {
                table.compare(undone, live, some, findings::add);
                if (some.isAll() || table.output().column().isEmpty()) {
                    whole.add(table.name());
                } else {
                    recomputed.computeIfAbsent(table, t -> new ArrayList<>()).add(some);
                }
            }
        }

        Verdict verdict() {
            Map<String, Set<String>> covered = new HashMap<>();
            recomputed.forEach((table, all) -> all.forEach(some ->
                    covered.computeIfAbsent(table.name(), t -> new HashSet<>()).addAll(some.values())));
            return new Verdict(findings, covered, whole);
        }
    }
}
