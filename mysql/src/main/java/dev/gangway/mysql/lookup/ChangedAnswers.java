package dev.gangway.mysql.lookup;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.LookupPlan;
import dev.gangway.core.plan.LookupPlan.Use;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.Values;
import dev.gangway.mysql.state.LookupChanges;
import dev.gangway.mysql.state.LookupChanges.Changed;
import dev.gangway.mysql.state.LookupChanges.Open;
import dev.gangway.mysql.state.LookupChanges.Request;
import dev.gangway.mysql.write.SqlValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the rows that had used a changed answer of a look-up, as soon as no process can answer by what it read before. The
 * source is asked who they are, not the target: a row that changed meanwhile was either mapped by the new answer or is found.
 *
 * <p>Few rows are asked for one by one; all of a table where a look-up concerns each of them, or where there are too many to
 * list. Not thread-safe; blocks while it reads.
 */
public final class ChangedAnswers implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChangedAnswers.class);
    /** Longer than an answer is kept, and for a transaction that stands in the binlog to become visible. */
    static final Duration WAIT = JdbcLookups.MEMORY.plusSeconds(1);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 1_000;
    private static final int BLOCK = 500;
    private static final int MAX_KEYS = 100_000;

    private final Database source;
    private final Schema schema;
    private final LookupPlan lookups;
    private final LookupChanges changes;
    private final LongSupplier clock;
    private long notBefore = Long.MIN_VALUE;
    private final Map<Long, Long> seen = new HashMap<>();

    /** {@code schema}: the source's. */
    public ChangedAnswers(Database source, Schema schema, LookupPlan lookups, LookupChanges changes) {
        this(source, schema, lookups, changes, System::nanoTime);
    }

    ChangedAnswers(Database source, Schema schema, LookupPlan lookups, LookupChanges changes, LongSupplier clock) {
        this.clock = clock;
        this.source = source;
        this.schema = schema;
        this.lookups = lookups;
        this.changes = changes;
    }

    /** Looks once and does what is due. */
    @Override
    public void run() {
        if (lookups.uses().isEmpty()) {
            return;
        }
        List<Open> open = changes.open(AT_ONCE);
        long now = clock.getAsLong();
        seen.keySet().retainAll(open.stream().map(Open::id).toList());
        open.forEach(one -> seen.putIfAbsent(one.id(), now));
        List<Open> due = open.stream()
                .filter(one -> now - seen.getOrDefault(one.id(), now) >= WAIT.toNanos())
                .toList();
        if (!due.isEmpty() && now >= notBefore) {
            tryToFollow(due);
        }
    }

    /** What is in the way here must not hold up rows that others have asked for. */
    private void tryToFollow(List<Open> due) {
        try {
            follow(due);
        } catch (MigrationException e) {
            notBefore = clock.getAsLong() + AFTER_TROUBLE.toNanos();
            LOGGER.atWarn()
                    .addKeyValue("errorCode", e.code())
                    .addKeyValue("error", e.getMessage())
                    .log("Rows that had used changed look-ups cannot be found yet; trying again");
        }
    }

    /** Source tables of which all rows are wanted, and by table and field the values that wanted rows have. */
    private record Wanted(Set<String> tables, Map<String, Map<String, Set<String>>> fields) {

        void add(Use use, Changed changed) {
            String key = changed.key();
            String field = use.field().orElse(null);
            Set<String> only = use.lookup().keys();
            if (key != null && !only.isEmpty() && !only.contains(key)) {
                return;
            }
            if (key == null || field == null) {
                tables.add(use.table());
            } else {
                fields.computeIfAbsent(use.table(), table -> new TreeMap<>())
                        .computeIfAbsent(field, name -> new LinkedHashSet<>())
                        .add(key);
            }
        }
    }

    private void follow(List<Open> due) {
        var wanted = new Wanted(new TreeSet<>(), new TreeMap<>());
        for (Open one : due) {
            Changed changed = one.changed();
            lookups.of(changed.table(), changed.keyColumn()).forEach(use -> wanted.add(use, changed));
        }
        wanted.fields().keySet().removeAll(wanted.tables());
        changes.follow(due.stream().map(Open::id).toList(), request -> ask(request, wanted));
        LOGGER.atDebug()
                .addKeyValue("lookups", due.size())
                .addKeyValue("tables", wanted.tables())
                .log("Rows that had used changed look-ups are asked for again");
    }

    private void ask(Request request, Wanted wanted) throws SQLException {
        try (Connection connection = source.open()) {
            for (String table : wanted.tables()) {
                askAll(connection, request, schema.table(table).orElseThrow());
            }
            for (Map.Entry<String, Map<String, Set<String>>> entry :
                    wanted.fields().entrySet()) {
                Table table = schema.table(entry.getKey()).orElseThrow();
                if (!askSome(connection, request, table, entry.getValue())) {
                    askAll(connection, request, table);
                }
            }
        }
    }

    private void askAll(Connection connection, Request request, Table table) throws SQLException {
        if (ChunkReader.hasRanges(table)) {
            request.table(table.name());
        } else {
            read(connection, request, table, "");
        }
    }

    /** False when there are too many, some of which are asked for by then. */
    private boolean askSome(Connection connection, Request request, Table table, Map<String, Set<String>> values)
            throws SQLException {
        long left = MAX_KEYS;
        for (Map.Entry<String, Set<String>> field : values.entrySet()) {
            Column column = table.column(field.getKey()).orElseThrow();
            List<String> all = List.copyOf(field.getValue());
            for (int from = 0; from < all.size() && left > 0; from += BLOCK) {
                List<String> block = all.subList(from, Math.min(from + BLOCK, all.size()));
                String condition =
                        " WHERE " + Identifiers.quote(column.name()) + " IN (" + literals(column, block) + ")";
                boolean bounded = ChunkReader.hasRanges(table);
                left -= read(connection, request, table, condition + (bounded ? " LIMIT " + left : ""));
            }
        }
        return left > 0 || !ChunkReader.hasRanges(table);
    }

    private long read(Connection connection, Request request, Table table, String condition) throws SQLException {
        if (table.identity().isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("table", table.name())
                    .log("A changed look-up concerns a table without key, whose rows cannot be asked for");
            return 0;
        }
        List<Column> key = table.identity().stream()
                .map(name -> table.column(name).orElseThrow())
                .toList();
        String sql = "SELECT " + Values.selectList(key) + " FROM " + Identifiers.quote(source.table(table.name()))
                + condition;
        long count = 0;
        try (var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                var block = new ArrayList<Map<String, Object>>();
                while (row.next()) {
                    block.add(key(row, key));
                    count++;
                    if (block.size() == BLOCK) {
                        request.keys(table.name(), block);
                        block.clear();
                    }
                }
                request.keys(table.name(), block);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "finding rows of " + source.table(table.name()));
        }
        return count;
    }

    private static Map<String, Object> key(ResultSet row, List<Column> columns) throws SQLException {
        var key = new LinkedHashMap<String, Object>();
        for (int i = 0; i < columns.size(); i++) {
            @Nullable Object value = Values.read(row, i + 1, columns.get(i).kind());
            key.put(columns.get(i).name(), value == null ? "" : value);
        }
        return key;
    }

    private static String literals(Column column, Collection<String> values) {
        var out = new StringBuilder();
        for (String value : values) {
            out.append(out.length() == 0 ? "" : ", ");
            SqlValues.append(out, column.kind(), value);
        }
        return out.toString();
    }
}
