package dev.gangway.proof.route;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Row;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.row.RowComparer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the rows of one route: a piece of the key's range at a time, or some keys again. One thread at a time. */
public final class RouteLook {
    /** More findings of one piece are counted by their table only. */
    private static final int KEPT = 20_000;

    private final RouteTable table;
    private final Connection source;
    private final Connection target;
    private final Lookups lookups;

    public RouteLook(RouteTable table, Connection source, Connection target, Lookups lookups) {
        this.table = table;
        this.source = source;
        this.target = target;
        this.lookups = lookups;
    }

    /**
     * What was seen.
     *
     * @param counts by target table
     * @param upTo the last key of the piece; empty when it was the last piece
     * @param overflow findings beyond those that are kept
     */
    public record Seen(Map<String, Counts> counts, List<Finding> findings, List<Object> upTo, long overflow) {}

    /** Compares the next so many source rows behind a key, and all target rows in their range. */
    public Seen next(List<Object> after, int rows) throws SQLException {
        String range = table.sourceOrder().between(after, List.of())
                + table.sourceOrder().orderBy() + " LIMIT " + rows;
        List<Row> read = table.sourceRows().read(source, range);
        List<Object> upTo = read.size() < rows ? List.of() : table.sourceOrder().of(read.get(read.size() - 1));
        RouteTable.Expected expected = table.expected(read, lookups);
        var seen = new Collector();
        String own = table.targetOrder().between(after, upTo);
        seen.add(table.route().target(), read.size(), expected.rejected(), compareOwn(expected, own, seen));
        for (SideTables.Side side : table.sides().all()) {
            compareSide(side, expected, side.owner().between(after, upTo), seen);
        }
        return seen.end(upTo);
    }

    private RowComparer.Result compareOwn(RouteTable.Expected expected, String condition, Collector seen)
            throws SQLException {
        try (RowStream actual =
                table.targetRows().open(target, condition + table.targetOrder().orderBy())) {
            return table.comparer().compare(RowComparer.Rows.of(expected.rows()), actual::next, seen::found);
        }
    }

    private void compareSide(SideTables.Side side, RouteTable.Expected expected, String condition, Collector seen)
            throws SQLException {
        List<Row> rows = side.expected(expected.sides());
        try (RowStream actual =
                side.rows().open(target, condition + side.order().orderBy())) {
            RowComparer.Result result = side.comparer()
                    .compare(RowComparer.Rows.of(rows), actual::next, finding -> seen.found(owned(side, finding)));
            seen.add(side.table().name(), rows.size(), 0, result);
        }
    }

    /** Seen again by the key of the source row that it comes from. */
    private static Finding owned(SideTables.Side side, Finding finding) {
        return finding.at(finding.row().map(side::ownerOf).orElse(List.of()));
    }

    /** What the plan makes now of the source rows with these keys. */
    public Source source(Collection<List<Object>> keys) throws SQLException {
        List<Row> read = table.sourceRows().read(source, table.sourceOrder().in(keys));
        RouteTable.Expected expected = table.expected(read, lookups);
        Map<List<Object>, Row> rows = new LinkedHashMap<>();
        read.forEach(row -> rows.put(table.sourceOrder().of(row), row));
        return new Source(rows, expected);
    }

    /** Source rows as they were read at one moment, and what the plan makes of them. */
    public static final class Source {
        private final Map<List<Object>, Row> rows;
        private final RouteTable.Expected expected;

        private Source(Map<List<Object>, Row> rows, RouteTable.Expected expected) {
            this.rows = rows;
            this.expected = expected;
        }

        /** The keys whose rows are not the same in both. */
        public Set<List<Object>> changedSince(Source other) {
            var all = new HashSet<>(rows.keySet());
            all.addAll(other.rows.keySet());
            all.removeIf(key -> java.util.Objects.equals(rows.get(key), other.rows.get(key)));
            return all;
        }

        /** The source row; null when there is none. */
        public @org.jspecify.annotations.Nullable Row row(List<Object> key) {
            return rows.get(key);
        }
    }

    /** Compares what the target has for these keys with what was read from the source. */
    public Seen compare(Source read, Collection<List<Object>> keys) throws SQLException {
        var seen = new Collector();
        compareOwn(read.expected, table.targetOrder().in(keys), seen);
        for (SideTables.Side side : table.sides().all()) {
            compareSide(side, read.expected, side.owner().in(keys), seen);
        }
        return seen.end(List.of());
    }

    private static final class Collector {
        private final Map<String, Counts> counts = new LinkedHashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private long overflow;

        void found(Finding finding) {
            if (findings.size() < KEPT) {
                findings.add(finding);
            } else {
                overflow++;
            }
        }

        void add(String table, long source, long rejected, RowComparer.Result result) {
            counts.merge(table, new Counts(source, result.actual(), result.equal(), rejected), Counts::plus);
        }

        Seen end(List<Object> upTo) {
            return new Seen(counts, findings, upTo, overflow);
        }
    }
}
