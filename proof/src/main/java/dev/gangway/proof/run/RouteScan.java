package dev.gangway.proof.run;

import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.judge.Judge;
import dev.gangway.proof.route.RouteLook;
import dev.gangway.proof.route.RouteTable;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.FindingStore.Stored;
import dev.gangway.proof.store.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares one route: chunk by chunk, then, when the stream has passed, the keys that differed once more. A key whose source row
 * changed between the two readings of it is looked at again, because the target may be ahead or behind. One thread.
 */
final class RouteScan {
    private static final int BLOCK = 1000;
    private static final int ROUNDS = 5;
    private static final String RESTLESS = "its source row changes faster than it can be compared";
    private static final String BEHIND = "the stream did not pass in time";

    private final DiffInput input;
    private final DiffStore store;
    private final Units units;
    private final Judge judge;
    private final RunWatch watch;

    RouteScan(DiffInput input, DiffStore store, Units units, Judge judge, RunWatch watch) {
        this.input = input;
        this.store = store;
        this.units = units;
        this.judge = judge;
        this.watch = watch;
    }

    void run(DiffStore.Unit unit, RouteTable table) throws SQLException {
        boolean seen = unit.state().equals(Step.SEEN.name());
        try (Connection source = input.source().open();
                Connection target = input.target().open()) {
            if (!seen && !scan(unit, table, source, target)) {
                return;
            }
            while (confirm(unit.name(), table, source, target)) {
                if (watch.isStopped()) {
                    return;
                }
            }
        }
        store.finish(watch.run(), unit.name());
    }

    /** False when it was stopped. */
    private boolean scan(DiffStore.Unit unit, RouteTable table, Connection source, Connection target)
            throws SQLException {
        List<Object> after = ChunkRange.read(unit.after());
        long waiting = 0;
        try (var lookups = new JdbcLookups(input.source(), input.plan().source())) {
            var chunks = new Chunks(table, source, target, lookups);
            do {
                long start = System.nanoTime();
                RouteLook.Seen seen = chunks.next(after);
                after = seen.upTo();
                long millis = (System.nanoTime() - start) / 1_000_000;
                store.chunk(watch.run(), unit.name(), seen, after.isEmpty() ? null : ChunkRange.write(after), millis);
                chunks.took(millis);
                watch.read(unit.name(), seen);
                waiting += seen.findings().size();
                if (waiting >= BLOCK) {
                    waiting = 0;
                    confirm(unit.name(), table, source, target);
                }
                if (watch.isStopped()) {
                    return after.isEmpty();
                }
            } while (!after.isEmpty());
        }
        return true;
    }

    /** Judges a block of keys that differed; false when there was none. */
    private boolean confirm(String unit, RouteTable table, Connection source, Connection target) throws SQLException {
        List<Stored> stored = store.findings().find(watch.run(), unit, Step.SEEN, BLOCK);
        if (stored.isEmpty()) {
            return false;
        }
        Set<List<Object>> keys = new LinkedHashSet<>();
        stored.forEach(one -> keys.add(one.finding().sourceKey()));
        List<Finding> confirmed = confirmed(table, keys, source, target);
        var last = new ArrayList<Finding>();
        var open = new ArrayList<Finding>();
        for (Finding finding : judge.judge(table.route().table(), table.sourceKey(), confirmed)) {
            boolean derived = units.isDerived(finding.table()) && finding.kind().isDifference();
            (derived ? open : last).add(finding);
        }
        store.findings()
                .replace(
                        watch.run(),
                        unit,
                        stored.stream().map(Stored::id).toList(),
                        Map.of(Step.FINAL, last, Step.CONFIRMED, open));
        return true;
    }

    private List<Finding> confirmed(
            RouteTable table, Collection<List<Object>> keys, Connection source, Connection target) throws SQLException {
        var confirmed = new ArrayList<Finding>();
        Set<List<Object>> open = new LinkedHashSet<>(keys);
        for (int round = 1; !open.isEmpty(); round++) {
            try (var lookups = new JdbcLookups(input.source(), input.plan().source())) {
                var look = new RouteLook(table, source, target, lookups);
                RouteLook.Source before = look.source(open);
                StreamWait.Outcome outcome = watch.stream().pass();
                List<Finding> findings = look.compare(before, open).findings();
                Set<List<Object>> moved = outcome == StreamWait.Outcome.NO_STREAM
                        ? Set.of()
                        : look.source(open).changedSince(before);
                var again = new HashSet<List<Object>>();
                for (Finding finding : findings) {
                    if (outcome == StreamWait.Outcome.TOO_SLOW) {
                        confirmed.add(finding.as(Kind.SKIPPED, BEHIND));
                    } else if (!moved.contains(finding.sourceKey())) {
                        confirmed.add(finding);
                    } else if (round >= ROUNDS) {
                        confirmed.add(finding.as(Kind.SKIPPED, RESTLESS));
                    } else {
                        again.add(finding.sourceKey());
                    }
                }
                open = again;
            }
        }
        return confirmed;
    }
}
