package dev.gangway.proof.route;

import dev.gangway.core.row.Row;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.row.KeyOrder;
import dev.gangway.proof.row.RowSums.Sum;
import dev.gangway.proof.row.RowSums.Summed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks at the rows of a route that passes values through: both servers compute one checksum of a piece of the key's range; only where these
 * differ one of each row, and only rows whose checksums differ are read. One thread at a time.
 */
public final class SumLook {
    private static final int BLOCK = 1_000;
    /** A piece of which more rows differ is read whole. */
    private static final int MOST = 20_000;
    /** So many times checksums may differ for nothing. */
    private static final int PATIENCE = 3;

    private final RouteTable table;
    private final PassThrough sums;
    private final Connection source;
    private final Connection target;
    private final RouteLook rows;
    private int inVain;

    private SumLook(RouteTable table, PassThrough sums, Connection source, Connection target, RouteLook rows) {
        this.table = table;
        this.sums = sums;
        this.source = source;
        this.target = target;
        this.rows = rows;
    }

    /** Empty when the route's rows are no plain copies. {@code rows} reads those that differ. */
    public static Optional<SumLook> of(RouteTable table, Connection source, Connection target, RouteLook rows) {
        return table.sums().map(sums -> new SumLook(table, sums, source, target, rows));
    }

    /** False when checksums have told nothing here: what one server writes means the same as what the other one does. */
    public boolean isOfUse() {
        return inVain < PATIENCE;
    }

    /** Compares the next so many source rows behind a key; empty when so many of them differ that they are better read. */
    public Optional<RouteLook.Seen> next(List<Object> after, int count) throws SQLException {
        List<Object> upTo = keyAt(after, count);
        String there = table.sourceOrder().between(after, upTo);
        String here = table.targetOrder().between(after, upTo);
        Sum expected = sums.source().sum(source, there);
        Sum actual = sums.target().sum(target, here);
        if (expected.equalsWhole(actual)) {
            return Optional.of(seen(expected.rows(), actual.rows(), actual.rows(), List.of(), upTo));
        }
        return differing(there, here, upTo);
    }

    /** The key of the last row of a piece; empty when it is the last piece. */
    private List<Object> keyAt(List<Object> after, int count) throws SQLException {
        KeyOrder order = table.sourceOrder();
        List<Row> last = table.sourceKeys()
                .read(source, order.between(after, List.of()) + order.orderBy() + " LIMIT " + (count - 1) + ", 1");
        return last.isEmpty() ? List.of() : order.of(last.get(0));
    }

    private Optional<RouteLook.Seen> differing(String there, String here, List<Object> upTo) throws SQLException {
        List<Summed> expected = sums.source()
                .each(
                        source,
                        table.route().source(),
                        there + table.sourceOrder().orderBy());
        List<Summed> actual = sums.target()
                .each(target, table.route().target(), here + table.targetOrder().orderBy());
        List<List<Object>> keys = keys(expected, actual);
        if (keys.size() > MOST) {
            return Optional.empty();
        }
        var findings = new ArrayList<Finding>();
        long equal = equal(expected, actual);
        for (int from = 0; from < keys.size(); from += BLOCK) {
            List<List<Object>> block = keys.subList(from, Math.min(from + BLOCK, keys.size()));
            RouteLook.Seen read = rows.compare(rows.source(block), block);
            findings.addAll(read.findings());
            equal += read.counts().values().stream().mapToLong(Counts::equal).sum();
        }
        inVain = findings.isEmpty() ? inVain + 1 : 0;
        return Optional.of(seen(expected.size(), actual.size(), equal, findings, upTo));
    }

    private RouteLook.Seen seen(long read, long there, long equal, List<Finding> findings, List<Object> upTo) {
        var counts = new Counts(read, there, equal, 0);
        return new RouteLook.Seen(Map.of(table.route().target(), counts), findings, upTo, 0);
    }

    /** Walks both sides in their order. */
    private List<List<Object>> keys(List<Summed> expected, List<Summed> actual) {
        var keys = new ArrayList<List<Object>>();
        int e = 0;
        int a = 0;
        while (e < expected.size() || a < actual.size()) {
            int side = side(expected, e, actual, a);
            if (side < 0) {
                keys.add(table.sourceOrder().of(expected.get(e++).key()));
            } else if (side > 0) {
                keys.add(table.targetOrder().of(actual.get(a++).key()));
            } else if (!isEqual(expected.get(e++), actual.get(a++))) {
                keys.add(table.sourceOrder().of(expected.get(e - 1).key()));
            }
        }
        return keys;
    }

    private long equal(List<Summed> expected, List<Summed> actual) {
        long equal = 0;
        int e = 0;
        int a = 0;
        while (e < expected.size() && a < actual.size()) {
            int side = side(expected, e, actual, a);
            equal += side == 0 && isEqual(expected.get(e), actual.get(a)) ? 1 : 0;
            e += side <= 0 ? 1 : 0;
            a += side >= 0 ? 1 : 0;
        }
        return equal;
    }

    private int side(List<Summed> expected, int e, List<Summed> actual, int a) {
        if (e == expected.size()) {
            return 1;
        }
        return a == actual.size()
                ? -1
                : KeyOrder.compareNumbers(
                        table.sourceOrder().of(expected.get(e).key()),
                        table.targetOrder().of(actual.get(a).key()));
    }

    private static boolean isEqual(Summed expected, Summed actual) {
        return expected.hash() != null && Objects.equals(expected.hash(), actual.hash());
    }
}
