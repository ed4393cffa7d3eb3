package dev.gangway.proof.run;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.derivations.Derivation;
import dev.gangway.mysql.connect.ConnectionPool;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.schema.TableSizes;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.proof.derived.DerivedLook;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.judge.Judge;
import dev.gangway.proof.route.BagLook;
import dev.gangway.proof.route.RouteTable;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.DiffStore.Run;
import dev.gangway.proof.store.DiffStore.Unit;
import dev.gangway.proof.store.FindingStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares source and target through the plan: the rows of every route, the tables beside them, and what is derived. Both sides may
 * change meanwhile. Goes on where it stopped; one at a time for a state.
 */
public final class DiffRun {
    private static final Logger LOGGER = LoggerFactory.getLogger(DiffRun.class);
    private static final int THREADS = 2;

    /** A thread reads from both sides and looks things up, and writes the state meanwhile. */
    private static final int CONNECTIONS = 8 * THREADS;

    private final DiffInput input;
    private final DiffStore store;
    private final DiffListener listener;
    private final String role;

    public DiffRun(DiffInput input, DiffListener listener) {
        this(input, listener, "diff");
    }

    /** {@code role}: one comparison at a time runs in it. */
    DiffRun(DiffInput input, DiffListener listener, String role) {
        this.input = input;
        this.role = role;
        this.store = new DiffStore(input.state());
        this.listener = listener;
    }

    /**
     * Notes a comparison of these tables, of all when there are none; {@link #go} does it.
     *
     * @throws MigrationException USAGE when no such table is compared
     */
    public Run create(List<String> only) {
        var units = new Units(input, only);
        if (units.names().size() == 1) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "No table of " + String.join(", ", only)
                            + " is compared: gangway plan lists the tables of source and target");
        }
        return store.create(only, units.names(), units.skipped());
    }

    /**
     * Compares from where it stopped to the end, or until somebody stops it.
     *
     * @throws MigrationException STATE_LOCKED while another process compares
     */
    public void go(Run run) {
        try (RunLock lock = RunLock.take(input.state(), role)) {
            lent(run);
        }
    }

    /** Parts are many and short: to connect for each question takes longer than most of them. */
    private void lent(Run run) {
        try (ConnectionPool source = ConnectionPool.of(input.source(), CONNECTIONS);
                ConnectionPool target = ConnectionPool.of(input.target(), CONNECTIONS)) {
            DiffInput lent = input.through(source.database(), target.database());
            new DiffRun(lent, listener, role).go(run, input.target());
        }
    }

    /** {@code own}: for what keeps things in its session. */
    private void go(Run run, Database own) {
        store.setState(run.id(), DiffStore.RUNNING);
        var watch = new RunWatch(run.id(), input, store, listener);
        var units = new Units(input, run.only());
        estimate(run, units);
        watch.begin(
                store.tables(run.id()).values().stream()
                        .mapToLong(table -> table.counts().target())
                        .sum(),
                store.units(run.id()).stream().mapToLong(Unit::total).sum());
        LOGGER.atInfo()
                .addKeyValue("run", run.id())
                .addKeyValue("parts", units.names().size())
                .log("Comparison begins");
        compare(units, watch, own);
        if (!watch.isStopped()) {
            store.setState(run.id(), DiffStore.DONE);
        }
    }

    /** Before the first chunk, when somebody listens: how many rows there are, by the server's estimate. */
    private void estimate(Run run, Units units) {
        if (listener == DiffListener.SILENT) {
            return;
        }
        TableSizes sizes = TableSizes.read(input.target());
        for (Unit unit : store.units(run.id())) {
            long rows = tables(units, unit.name()).stream()
                    .mapToLong(table -> sizes.of(table).rows())
                    .sum();
            if (rows > 0 && unit.total() == 0 && !unit.isDone() && unit.chunks() == 0) {
                store.setTotal(run.id(), unit.name(), rows);
            }
        }
    }

    private static List<String> tables(Units units, String unit) {
        return units.route(unit)
                .map(RouteTable::tables)
                .or(() -> units.derivation(unit).map(derivation -> derivation.outputs().stream()
                        .filter(output -> !output.addsRows())
                        .map(output -> output.table())
                        .toList()))
                .orElse(List.of());
    }

    /** A part of the comparison, run on a thread. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void compare(Units units, RunWatch watch, Database own) {
        var judge = new Judge(input.target(), input.names(), input.plan(), input.rules(), store);
        var derived = new DerivedLook(own, input.names(), input.plan().written(), input.derivations());
        var routes = new ArrayList<Work>();
        var derivations = new ArrayList<Work>();
        for (Unit unit : store.units(watch.run())) {
            if (unit.isDone()) {
                continue;
            }
            RouteTable route = units.route(unit.name()).orElse(null);
            BagLook bag = units.bag(unit.name()).orElse(null);
            Derivation derivation = units.derivation(unit.name()).orElse(null);
            if (route != null) {
                routes.add(() -> new RouteScan(input, store, units, judge, watch).run(unit, route));
            } else if (bag != null) {
                routes.add(() -> new BagScan(input, store, watch).run(unit, bag));
            } else if (derivation != null) {
                derivations.add(() -> new DerivedScan(input, store, derived, watch).run(unit, derivation));
            }
        }
        all(routes, watch);
        all(derivations, watch);
        if (!watch.isStopped()) {
            all(List.of(() -> new VerdictScan(input, store, units, judge, derived, watch).run()), watch);
        }
    }

    private void all(List<Work> parts, RunWatch watch) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            var running = new ArrayList<Future<?>>();
            for (Work part : parts) {
                running.add(threads.submit(() -> {
                    if (!watch.isStopped()) {
                        run(part);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The comparison was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void run(Work part) {
        try {
            part.run();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, input.target().config(), "comparing source and target");
        }
    }

    /** The first findings of a comparison with the rows of both sides, as they are now; by how they were found. */
    public Map<FindingStore.Stored, Finding> samples(Run run, int limit) {
        var units = new Units(input, run.only());
        var again = new LookAgain(input);
        Map<FindingStore.Stored, Finding> samples = new LinkedHashMap<>();
        for (FindingStore.Stored stored :
                store.findings().find(run.id(), null, dev.gangway.proof.store.Step.FINAL, 10_000)) {
            if (samples.size() >= limit || !stored.finding().kind().isDifference()) {
                continue;
            }
            RouteTable table = units.route(stored.unit()).orElse(null);
            List<Finding> now = List.of();
            try {
                now = table == null ? List.of() : again.at(table, List.of(stored.finding()));
            } catch (SQLException e) {
                throw SqlErrors.translate(e, input.target().config(), "reading differing rows");
            }
            samples.put(
                    stored,
                    now.stream()
                            .filter(finding ->
                                    finding.key().equals(stored.finding().key()))
                            .findFirst()
                            .orElse(stored.finding()));
        }
        return samples;
    }
}
