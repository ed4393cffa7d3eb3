package dev.gangway.sink.write;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.SourceKey;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.row.Row;
import dev.gangway.mysql.state.ParkedRows;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows that gave way to newer ones, and when they are settled: as soon as the source writes or deletes such a row again, what
 * becomes of it stands in the ledger like any other change. Not thread-safe.
 */
final class DisplacedRows {
    private final ParkedRows store;
    /** By target table and key; null when it has to be read. */
    private @Nullable Map<String, Map<List<String>, String>> open;

    DisplacedRows(StateSchema schema) {
        this.store = new ParkedRows(schema);
    }

    /** The state may have changed: another transaction, another row displaced, or a rollback. */
    void forget() {
        open = null;
    }

    /** Settles the rows that these changes write or delete. */
    void settle(Connection connection, List<MappedChange> changes) throws SQLException {
        Map<String, Map<List<String>, String>> rows = rows(connection);
        if (rows.isEmpty()) {
            return;
        }
        Map<String, Collection<String>> settled = new TreeMap<>();
        for (MappedChange change : changes) {
            for (TargetOperation operation : change.operations()) {
                String table = table(operation);
                String text = table == null
                        ? null
                        : rows.getOrDefault(table, Map.of()).get(key(operation));
                if (table != null && text != null) {
                    settled.computeIfAbsent(table, t -> new TreeSet<>()).add(text);
                }
            }
        }
        for (Map.Entry<String, Collection<String>> entry : settled.entrySet()) {
            store.settleDisplaced(connection, entry.getKey(), entry.getValue());
            forget();
        }
    }

    private Map<String, Map<List<String>, String>> rows(Connection connection) throws SQLException {
        Map<String, Map<List<String>, String>> known = open;
        if (known == null) {
            known = new TreeMap<>();
            for (Map.Entry<String, List<String>> entry :
                    store.displaced(connection).entrySet()) {
                known.put(
                        entry.getKey(),
                        entry.getValue().stream()
                                .distinct()
                                .collect(Collectors.toMap(DisplacedRows::pairs, Function.identity(), (a, b) -> a)));
            }
            open = known;
        }
        return known;
    }

    private static @Nullable String table(TargetOperation operation) {
        if (operation instanceof Upsert upsert) {
            return upsert.table();
        }
        return operation instanceof Delete delete ? delete.table() : null;
    }

    private static List<String> key(TargetOperation operation) {
        if (operation instanceof Upsert upsert) {
            return key(upsert.row(), upsert.key());
        }
        Row key = ((Delete) operation).key();
        return key(key, key.layout().fields().stream().filter(key::isSet).toList());
    }

    /** As the pairs of a key's text, whatever their order. */
    private static List<String> key(Row row, List<String> fields) {
        return pairs(SourceKey.text(fields, row));
    }

    private static List<String> pairs(String text) {
        return Arrays.stream(text.split(",", -1)).sorted().toList();
    }
}
