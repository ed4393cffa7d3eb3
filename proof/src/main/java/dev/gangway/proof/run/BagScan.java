package dev.gangway.proof.run;

import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.route.BagLook;
import dev.gangway.proof.route.RouteLook;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a table whose rows have no key in common: as a whole, once more when something differs. One thread. */
final class BagScan {
    private static final int ROUNDS = 3;

    private final DiffInput input;
    private final DiffStore store;
    private final RunWatch watch;

    BagScan(DiffInput input, DiffStore store, RunWatch watch) {
        this.input = input;
        this.store = store;
        this.watch = watch;
    }

    void run(DiffStore.Unit unit, BagLook bag) throws SQLException {
        long start = System.nanoTime();
        RouteLook.Seen first = look(bag);
        List<Finding> findings = first.findings();
        for (int round = 1; round < ROUNDS && !findings.isEmpty(); round++) {
            if (watch.stream().pass() == StreamWait.Outcome.NO_STREAM) {
                break;
            }
            Set<String> still = new HashSet<>();
            look(bag).findings().forEach(finding -> still.add(finding.key()));
            findings = findings.stream()
                    .filter(finding -> still.contains(finding.key()))
                    .toList();
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        var counted = new RouteLook.Seen(first.counts(), List.of(), List.of(), 0);
        store.chunk(watch.run(), unit.name(), counted, null, millis);
        store.findings().replace(watch.run(), unit.name(), List.of(), Map.of(Step.FINAL, findings));
        store.finish(watch.run(), unit.name());
        watch.read(unit.name(), first);
    }

    private RouteLook.Seen look(BagLook bag) throws SQLException {
        try (Connection source = input.source().open();
                Connection target = input.target().open();
                var lookups = new JdbcLookups(input.source(), input.plan().source())) {
            return bag.look(source, target, lookups);
        }
    }
}
