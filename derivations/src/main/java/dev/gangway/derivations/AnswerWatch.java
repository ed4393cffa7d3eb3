package dev.gangway.derivations;

import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.plan.LookupPlan;
import dev.gangway.core.plan.LookupPlan.Copy;
import dev.gangway.core.plan.LookupPlan.Use;
import dev.gangway.core.row.Row;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.state.LookupChanges.Changed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Notices, while a batch is written, which answers of look-ups it changes: by the copies of looked-up tables on the target server,
 * before and after. Being asked at one place, in the batch's transaction, it is right however many processes map rows. A row that
 * is written as it was changes no answer, so what is sent again because of a change can never lead to another. One thread at a
 * time.
 */
public final class AnswerWatch {
    /** Watches nothing. */
    public static final AnswerWatch NONE = new AnswerWatch(LookupPlan.NONE, UnaryOperator.identity());

    private static final int MAX_KEYS = 10_000;

    private final UnaryOperator<String> names;
    private final Map<String, Watched> watched = new HashMap<>();
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** {@code names}: the real names of the target's tables and shadow tables. */
    public AnswerWatch(LookupPlan lookups, UnaryOperator<String> names) {
        this.names = names;
        lookups.copies().forEach(copy -> watched.put(copy.table(), Watched.of(copy, lookups)));
    }

    /** Look-ups of one table by one column. */
    private record Group(String keyColumn, Set<String> columns, Set<String> keys) {

        boolean concerns(@Nullable String key) {
            return key == null || keys.isEmpty() || keys.contains(key);
        }
    }

    private record Watched(Copy copy, List<Group> groups) {

        static Watched of(Copy copy, LookupPlan lookups) {
            Map<String, List<LookedUp>> byKey = new LinkedHashMap<>();
            lookups.uses().stream()
                    .map(Use::lookup)
                    .filter(lookup -> lookup.table().equals(copy.source()))
                    .forEach(lookup -> byKey.computeIfAbsent(lookup.keyColumn(), column -> new ArrayList<>())
                            .add(lookup));
            var groups = new ArrayList<Group>();
            byKey.forEach((column, all) -> {
                var columns = new LinkedHashSet<String>();
                var keys = new HashSet<String>();
                all.forEach(lookup -> lookup.columns().stream()
                        .filter(copy.columns()::containsKey)
                        .forEach(columns::add));
                all.forEach(lookup -> keys.addAll(lookup.keys()));
                boolean any = all.stream().anyMatch(lookup -> lookup.keys().isEmpty());
                groups.add(new Group(column, columns, any ? Set.of() : keys));
            });
            return new Watched(copy, groups);
        }
    }

    /** What is known of one table's rows: values by source column, by the text of their identity. */
    private static final class Seen {
        private final Map<String, Map<String, @Nullable String>> before = new HashMap<>();
        /** Of rows that are written or removed by their key: the key's values by column of the copy. */
        private final Map<String, Map<String, String>> known = new LinkedHashMap<>();

        private final List<String> conditions = new ArrayList<>();
        private boolean all;
        private boolean cascaded;
    }

    /** Forgets everything: a new batch begins. */
    void clear() {
        seen.clear();
    }

    boolean watches(String table) {
        return watched.containsKey(table);
    }

    /** Rows with these keys are about to be written or removed. */
    void before(Connection connection, String table, List<Row> keys, String condition) throws SQLException {
        Watched at = watched.get(table);
        if (at != null) {
            Seen rows = before(connection, at, condition);
            keys.forEach(key -> remember(rows, at.copy(), key));
        }
    }

    private static void remember(Seen rows, Copy copy, Row key) {
        var values = new LinkedHashMap<String, String>();
        for (String column : copy.identity()) {
            String value = key.layout().has(column) && key.isSet(column) ? key.text(column) : null;
            if (value == null) {
                return;
            }
            values.put(column, value);
        }
        rows.known.putIfAbsent(String.join("\n", values.values()), values);
    }

    /** Rows for which a condition holds are about to be changed or removed. */
    void before(Connection connection, String table, String condition) throws SQLException {
        Watched at = watched.get(table);
        if (at != null) {
            before(connection, at, condition);
        }
    }

    private Seen before(Connection connection, Watched at, String condition) throws SQLException {
        Seen rows = seen.computeIfAbsent(at.copy().table(), table -> new Seen());
        read(connection, at.copy(), condition).forEach((identity, row) -> {
            if (!rows.known.containsKey(identity)) {
                rows.before.put(identity, row);
                rows.known.put(identity, Map.of());
            }
        });
        rows.conditions.add(condition);
        return rows;
    }

    /** A foreign key has changed rows by a statement. */
    void cascaded(String table) {
        if (watches(table)) {
            seen.computeIfAbsent(table, t -> new Seen()).cascaded = true;
        }
    }

    /** Every row of the table is gone. */
    void cleared(String table) {
        if (watches(table)) {
            seen.computeIfAbsent(table, t -> new Seen()).all = true;
        }
    }

    /**
     * The answers that are others now than before the batch.
     *
     * @param unsure the rows that used the answers may have been loaded by other ones than the copies had before the batch: whatever
     *     was touched counts as changed, unless that could go in a circle
     */
    Set<Changed> changed(Connection connection, boolean unsure) throws SQLException {
        var changed = new LinkedHashSet<Changed>();
        for (Map.Entry<String, Seen> entry : seen.entrySet()) {
            Watched at = Objects.requireNonNull(watched.get(entry.getKey()));
            Seen rows = entry.getValue();
            boolean every = unsure && !at.copy().isCircular();
            if (rows.all || (every && rows.cascaded)) {
                at.groups().forEach(group -> changed.add(new Changed(at.copy().source(), group.keyColumn(), null)));
                continue;
            }
            var after = new HashMap<String, Map<String, @Nullable String>>();
            for (String condition : rows.conditions) {
                after.putAll(read(connection, at.copy(), condition));
            }
            var identities = new LinkedHashSet<>(rows.known.keySet());
            identities.addAll(after.keySet());
            for (Group group : at.groups()) {
                changed.addAll(limited(at, group, changed(at, group, rows, after, identities, every)));
            }
        }
        return changed;
    }

    private static Set<Changed> limited(Watched at, Group group, Set<Changed> changed) {
        boolean whole = changed.size() > MAX_KEYS || changed.stream().anyMatch(one -> one.key() == null);
        return whole ? Set.of(new Changed(at.copy().source(), group.keyColumn(), null)) : changed;
    }

    private static Set<Changed> changed(
            Watched at,
            Group group,
            Seen rows,
            Map<String, Map<String, @Nullable String>> after,
            Set<String> identities,
            boolean every) {
        var changed = new LinkedHashSet<Changed>();
        for (String identity : identities) {
            Map<String, @Nullable String> old = rows.before.get(identity);
            Map<String, @Nullable String> now = after.get(identity);
            if (!every && isSame(group, old, now)) {
                continue;
            }
            var keys = new LinkedHashSet<@Nullable String>();
            if (old == null && now == null) {
                String column = at.copy().columns().get(group.keyColumn());
                keys.add(rows.known.getOrDefault(identity, Map.of()).get(column));
            }
            for (Map<String, @Nullable String> row : java.util.Arrays.asList(old, now)) {
                if (row != null && row.get(group.keyColumn()) != null) {
                    keys.add(row.get(group.keyColumn()));
                }
            }
            keys.stream()
                    .filter(group::concerns)
                    .forEach(key -> changed.add(new Changed(at.copy().source(), group.keyColumn(), key)));
        }
        return changed;
    }

    private static boolean isSame(
            Group group, @Nullable Map<String, @Nullable String> old, @Nullable Map<String, @Nullable String> now) {
        if (old == null || now == null) {
            return old == now;
        }
        return group.columns().stream().allMatch(column -> Objects.equals(old.get(column), now.get(column)));
    }

    private Map<String, Map<String, @Nullable String>> read(Connection connection, Copy copy, String condition)
            throws SQLException {
        List<String> wanted = List.copyOf(copy.columns().keySet());
        var columns = new ArrayList<>(copy.identity());
        wanted.forEach(
                column -> columns.add(Objects.requireNonNull(copy.columns().get(column))));
        String query =
                "SELECT " + Identifiers.list(columns) + " FROM " + names.apply(copy.table()) + " WHERE " + condition;
        int keys = copy.identity().size();
        var rows = new LinkedHashMap<String, Map<String, @Nullable String>>();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    var identity = new ArrayList<String>();
                    for (int i = 1; i <= keys; i++) {
                        identity.add(String.valueOf(row.getString(i)));
                    }
                    var values = new HashMap<String, @Nullable String>();
                    for (int i = 0; i < wanted.size(); i++) {
                        values.put(wanted.get(i), row.getString(keys + i + 1));
                    }
                    rows.put(String.join("\n", identity), values);
                }
            }
        }
        return rows;
    }
}
