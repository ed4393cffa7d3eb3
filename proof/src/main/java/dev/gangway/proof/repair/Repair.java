package dev.gangway.proof.repair;

import dev.gangway.derivations.CountingWriter;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.Keys;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StreamLock;
import dev.gangway.mysql.write.WriteLosses;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.route.RouteTable;
import dev.gangway.proof.run.DiffInput;
import dev.gangway.proof.run.Units;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.DiffStore.Run;
import dev.gangway.proof.store.FindingStore.Stored;
import dev.gangway.proof.store.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Mends the rows that a comparison has found. Rows of routes are sent through the running stream again, so that they arrive in order
 * with everything else; derived rows are computed anew in transactions that keep the sink waiting. One thread.
 */
public final class Repair {
    private static final int MOST = 100_000;
    private static final int BLOCK = 500;
    private static final long PAUSE_MILLIS = 200;

    private final DiffInput input;
    private final DiffStore store;
    private final ReemitStore reemit;

    public Repair(DiffInput input) {
        this.input = input;
        this.store = new DiffStore(input.state());
        this.reemit = new ReemitStore(input.state());
    }

    /** Says what would be done about the differences of a comparison. */
    public RepairPlan plan(Run run) {
        var units = new Units(input, run.only());
        var plan = new RepairPlan(run, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        List<Stored> found = new ArrayList<>(store.findings().find(run.id(), null, Step.FINAL, MOST));
        found.addAll(store.findings().find(run.id(), null, Step.CAUSE, MOST));
        for (Stored stored : found) {
            Finding finding = stored.finding();
            if (!finding.kind().isDifference() && finding.kind() != Kind.SKIPPED) {
                continue;
            }
            Optional<RouteTable> route = units.route(stored.unit());
            Optional<Map.Entry<String, Derivation>> derivation = units.derivationOf(finding.table());
            if (route.isPresent()) {
                plan.resend()
                        .computeIfAbsent(route.get().route().source(), table -> new LinkedHashSet<>())
                        .add(key(route.get().sourceKey(), finding.sourceKey()));
            } else if (stored.unit().equals(Units.VERDICT) && derivation.isPresent()) {
                Set<String> keys =
                        plan.recompute().computeIfAbsent(derivation.get().getKey(), name -> new LinkedHashSet<>());
                finding.sourceKey().stream().map(String::valueOf).forEach(keys::add);
            } else {
                plan.impossible().put(finding.table(), "its rows have no key that leads back to a row of the source");
            }
        }
        store.tables(run.id()).forEach((table, result) -> {
            if (result.overflow() > 0) {
                plan.impossible()
                        .put(table, result.overflow() + " further differences, whose keys are not kept: repeat");
            }
        });
        return plan;
    }

    private static Map<String, Object> key(List<String> columns, List<Object> values) {
        Map<String, Object> key = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            key.put(columns.get(i), values.get(i));
        }
        return key;
    }

    /** True when a stream runs that can carry rows. */
    public boolean isStreaming() {
        return StreamLock.isTaken(input.state());
    }

    /**
     * Does it and waits until it is in the target.
     *
     * @param by who asks, for the list of requests
     * @return false when the stream ended before everything was sent; it goes on with the rest when it is started again
     * @throws MigrationException REEMIT_SILENT when a running stream does not go on with it
     */
    public boolean perform(RepairPlan plan, String by) {
        boolean sent = plan.resend().isEmpty() || resend(plan, by);
        if (sent) {
            var units = new Units(input, List.of());
            plan.recompute().forEach((name, keys) -> units.derivation(name)
                    .ifPresent(derivation -> recompute(derivation, keys)));
        }
        return sent;
    }

    private boolean resend(RepairPlan plan, String by) {
        long request = reemit.begin("repair of comparison " + plan.run().id(), by);
        plan.resend().forEach((table, keys) -> reemit.add(request, table, keys));
        reemit.release(request);
        var patience = new Patience(reemit, request);
        while (!reemit.isInTarget(request)) {
            if (!isStreaming()) {
                return false;
            }
            patience.look();
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The repair was interrupted", e);
        }
    }

    private void recompute(Derivation derivation, Set<String> keys) {
        if (keys.isEmpty()) {
            recompute(derivation, Keys.ALL);
            return;
        }
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += BLOCK) {
            recompute(derivation, Keys.of(all.subList(from, Math.min(from + BLOCK, all.size()))));
        }
    }

    /** The sink locks its epoch first of all: while this transaction holds it, no batch is between rows and what is derived of them. */
    private void recompute(Derivation derivation, Keys keys) {
        var sink = new SinkStateStore(input.state());
        new Transactions(input.state().target()).run("repairing " + derivation.name(), connection -> {
            sink.holdEpoch(connection);
            derivation.recompute(connection, keys, new CountingWriter(new WriteLosses()));
            return true;
        });
    }

    /** Notes a comparison of just the rows that an earlier one found; {@link dev.gangway.proof.run.DiffRun#go} does it. */
    public Run recheck(Run run) {
        var units = new Units(input, run.only());
        Map<String, List<Finding>> again = new LinkedHashMap<>();
        for (Step step : List.of(Step.FINAL, Step.CAUSE)) {
            for (Stored stored : store.findings().find(run.id(), null, step, MOST)) {
                boolean route = units.route(stored.unit()).isPresent();
                String unit = route
                        ? stored.unit()
                        : units.derivationOf(stored.finding().table())
                                .map(Map.Entry::getKey)
                                .orElse("");
                if (!unit.isEmpty() && stored.finding().kind() != Kind.DEVIATION) {
                    again.computeIfAbsent(unit, u -> new ArrayList<>()).add(stored.finding());
                }
            }
        }
        return store.createSeen(run.only(), units.names(), Units.VERDICT, again);
    }
}
