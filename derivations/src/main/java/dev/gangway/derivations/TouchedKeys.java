package dev.gangway.derivations;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.state.LookupChanges.Changed;
import dev.gangway.mysql.write.RowSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects, while a batch is written, which keys of which derivation it touches: by the values that rows held before and that
 * they hold afterwards. Then recomputes these keys in the batch's transaction. One thread at a time.
 */
public final class TouchedKeys {
    private static final int BLOCK = 500;
    private static final String ALL_ROWS = "TRUE";

    private final DerivationSet derivations;
    private final TargetNames names;
    private final AnswerWatch answers;
    private final Map<String, Map<String, Set<String>>> values = new LinkedHashMap<>();
    private final Set<String> whole = new LinkedHashSet<>();
    private final Map<Derivation, Set<String>> given = new HashMap<>();
    private final Set<Derivation> wholly = new LinkedHashSet<>();

    /** Is told of keys when they have been recomputed, in the same transaction. */
    @FunctionalInterface
    public interface Watcher {
        void recomputed(Derivation derivation, Keys keys) throws SQLException;
    }

    public TouchedKeys(DerivationSet derivations, TargetNames names) {
        this(derivations, names, AnswerWatch.NONE);
    }

    /** {@code answers} is told of the same rows. */
    public TouchedKeys(DerivationSet derivations, TargetNames names, AnswerWatch answers) {
        this.derivations = derivations;
        this.names = names;
        this.answers = answers;
    }

    /** Forgets everything: a new batch begins. */
    public void clear() {
        values.clear();
        whole.clear();
        given.clear();
        answers.clear();
    }

    /** The answers of look-ups that the rows written so far have changed; {@code unsure} as {@link AnswerWatch} has it. */
    public Set<Changed> answers(Connection connection, boolean unsure) throws SQLException {
        return answers.changed(connection, unsure);
    }

    /** These keys of a derivation are to be recomputed whatever rows have changed. */
    public void add(Derivation derivation, Collection<String> keys) {
        given.computeIfAbsent(derivation, d -> new LinkedHashSet<>()).addAll(keys);
    }

    public boolean watches(String table) {
        return derivations.watches(table) || answers.watches(table);
    }

    /** True when the table holds derived rows beside those that routes write: such a row gives way to theirs and is made anew. */
    public boolean isDerivedAmong(String table) {
        return derivations.addsRowsTo(table);
    }

    /**
     * Rows with these keys are about to be written or removed; {@code sql} tells how they are found. They are read only when
     * their keys do not tell enough.
     */
    public void before(Connection connection, Table table, List<Row> keys, RowSql sql) throws SQLException {
        if (!watches(table.name())) {
            return;
        }
        if (derivations.holder(table.name()).isPresent()) {
            putBack(connection, table.name(), sql.condition(table, keys));
        }
        if (answers.watches(table.name())) {
            answers.before(connection, table.name(), keys, sql.condition(table, keys));
        }
        if (!derivations.watches(table.name())) {
            return;
        }
        List<String> columns = columns(table);
        keys.forEach(key -> take(table.name(), columns, key));
        boolean told = keys.stream().allMatch(key -> columns.stream().allMatch(key::isSet));
        if (!told) {
            read(connection, table.name(), columns, sql.condition(table, keys));
        }
    }

    /** Rows for which the condition holds are about to be changed or removed. */
    public void before(Connection connection, Table table, String condition) throws SQLException {
        putBack(connection, table.name(), condition);
        answers.before(connection, table.name(), condition);
        read(connection, table.name(), columns(table), condition);
    }

    /** These rows have been written. */
    public void wrote(Table table, Collection<Row> rows) {
        List<String> columns = columns(table);
        rows.forEach(row -> take(table.name(), columns, row));
    }

    /** A value that rows of the table have got by a statement. */
    public void wrote(Table table, String column, @Nullable Object value) {
        answers.cascaded(table.name());
        if (value != null && columns(table).contains(column)) {
            add(table.name(), column, text(value));
        }
    }

    /** Every row of the table is about to go. */
    public void clearing(Connection connection, String table) throws SQLException {
        putBack(connection, table, ALL_ROWS);
        answers.cleared(table);
        changedWhole(table);
    }

    /** Any row of the table may have changed. */
    public void changedWhole(String table) {
        if (derivations.watches(table)) {
            whole.add(table);
        }
    }

    /** Rows that some derivation holds are written, and read, where they belong. */
    private void putBack(Connection connection, String table, String condition) throws SQLException {
        var holder = derivations.holder(table);
        if (holder.isPresent()) {
            add(holder.get(), holder.get().putBack(connection, table, condition));
        }
    }

    /** What was recomputed is committed. */
    public void committed() {
        wholly.forEach(Derivation::committed);
        wholly.clear();
    }

    /** Makes what derivations remember things in; before a transaction is open. */
    public void prepare(Connection connection) throws SQLException {
        for (Derivation derivation : derivations.all()) {
            derivation.prepare(connection);
        }
    }

    private List<String> columns(Table table) {
        if (derivations.watches(table.name())) {
            values.computeIfAbsent(table.name(), t -> new HashMap<>());
        }
        return derivations.columns(table.name()).stream()
                .filter(table::hasColumn)
                .toList();
    }

    private void take(String table, List<String> columns, Row row) {
        for (String column : columns) {
            Object value = row.layout().has(column) && row.isSet(column) ? row.get(column) : null;
            if (value != null) {
                add(table, column, text(value));
            }
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                : value.toString();
    }

    private void add(String table, String column, String value) {
        values.computeIfAbsent(table, t -> new HashMap<>())
                .computeIfAbsent(column, c -> new LinkedHashSet<>())
                .add(value);
    }

    private void read(Connection connection, String table, List<String> columns, String condition) throws SQLException {
        if (columns.isEmpty()) {
            return;
        }
        String query =
                "SELECT DISTINCT " + Identifiers.list(columns) + " FROM " + names.apply(table) + " WHERE " + condition;
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    for (int i = 0; i < columns.size(); i++) {
                        String value = rows.getString(i + 1);
                        if (value != null) {
                            add(table, columns.get(i), value);
                        }
                    }
                }
            }
        }
    }

    /** Recomputes what was touched, in order; what a derivation writes touches those behind it. */
    public void recompute(Connection connection, DerivedWriter writer) throws SQLException {
        recompute(connection, writer, (derivation, keys) -> {});
    }

    /** The same, watched. */
    public void recompute(Connection connection, DerivedWriter writer, Watcher watcher) throws SQLException {
        for (int place = 0; place < derivations.all().size(); place++) {
            Derivation derivation = derivations.all().get(place);
            Set<String> keys = keys(connection, derivation);
            if (keys == null) {
                wholly.add(derivation);
                recompute(connection, place, Keys.ALL, writer);
                watcher.recomputed(derivation, Keys.ALL);
            } else {
                for (List<String> block : blocks(keys)) {
                    recompute(connection, place, Keys.of(block), writer);
                    watcher.recomputed(derivation, Keys.of(block));
                }
            }
        }
        clear();
    }

    private void recompute(Connection connection, int place, Keys keys, DerivedWriter writer) throws SQLException {
        Derivation derivation = derivations.all().get(place);
        putBack(connection, place, keys);
        if (derivation instanceof WholeDerivation decided) {
            decided.decide(connection, writer).stream()
                    .filter(table -> !derivations.readersBehind(place, table).isEmpty())
                    .forEach(whole::add);
            return;
        }
        passOn(connection, place, keys);
        derivation.recompute(connection, keys, writer);
        passOn(connection, place, keys);
    }

    /** What a derivation behind it has taken out of its rows comes back before it looks at them: that one comes to them again. */
    private void putBack(Connection connection, int place, Keys keys) throws SQLException {
        for (Output output : derivations.all().get(place).outputs()) {
            if (derivations.isHeldBehind(place, output.table())) {
                boolean all = keys.isAll() || output.column().isEmpty();
                putBack(connection, output.table(), all ? ALL_ROWS : keys.on(Identifiers.quote(output.column())));
            }
        }
    }

    /** What the derivation's rows hold is touched for those that read them. */
    private void passOn(Connection connection, int place, Keys keys) throws SQLException {
        for (Output output : derivations.all().get(place).outputs()) {
            if (derivations.readersBehind(place, output.table()).isEmpty()) {
                continue;
            }
            if (keys.isAll() || output.column().isEmpty()) {
                whole.add(output.table());
            } else {
                values.computeIfAbsent(output.table(), t -> new HashMap<>());
                read(
                        connection,
                        output.table(),
                        derivations.columns(output.table()),
                        keys.on(Identifiers.quote(output.column())));
            }
        }
    }

    /** The derivation's touched keys; null for all of them. */
    private @Nullable Set<String> keys(Connection connection, Derivation derivation) throws SQLException {
        var keys = new LinkedHashSet<>(given.getOrDefault(derivation, Set.of()));
        for (Input input : derivation.inputs()) {
            if (whole.contains(input.table()) || (input.isAll() && values.containsKey(input.table()))) {
                var some = derivation.keysOfWhole(connection, input.table());
                if (some.isEmpty()) {
                    return null;
                }
                keys.addAll(some.get());
                continue;
            }
            Set<String> found = values.getOrDefault(input.table(), Map.of()).getOrDefault(input.column(), Set.of());
            if (input.query().isEmpty()) {
                keys.addAll(found);
            } else {
                for (List<String> block : blocks(found)) {
                    keys.addAll(query(connection, input.query(), block));
                }
            }
        }
        return keys;
    }

    private Set<String> query(Connection connection, String query, List<String> block) throws SQLException {
        String sql = query(query).replace(Input.VALUES, "IN (" + Keys.literals(block) + ")");
        var keys = new LinkedHashSet<String>();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    String key = rows.getString(1);
                    if (key != null) {
                        keys.add(key);
                    }
                }
            }
        }
        return keys;
    }

    /** Names of tables, but not yet the values, which may hold braces. */
    private String query(String text) {
        int at = text.indexOf(Input.VALUES);
        return names.in(text.substring(0, at)) + Input.VALUES + names.in(text.substring(at + Input.VALUES.length()));
    }

    private static List<List<String>> blocks(Set<String> all) {
        var blocks = new ArrayList<List<String>>();
        List<String> list = List.copyOf(all);
        for (int from = 0; from < list.size(); from += BLOCK) {
            blocks.add(list.subList(from, Math.min(from + BLOCK, list.size())));
        }
        return blocks;
    }
}
