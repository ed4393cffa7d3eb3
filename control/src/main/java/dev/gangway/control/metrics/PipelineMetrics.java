package dev.gangway.control.metrics;

import dev.gangway.control.pipeline.FlowStatus;
import dev.gangway.control.pipeline.LedgerStatus.TableStatus;
import dev.gangway.control.pipeline.ParkedStatus;
import dev.gangway.control.pipeline.PartStatus;
import dev.gangway.control.pipeline.PipelineStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the meters of a stream and keeps them true; their names are in {@code docs/reference/metrics.md}. Tags are bounded:
 * parts, states, error codes and the tables of the plan. Any thread may read the registry, one calls {@link #update}.
 */
public final class PipelineMetrics {
    private static final List<String> WANTED = List.of("RUN", "PAUSE", "STOP");

    private final MeterRegistry registry;
    private final Map<String, TableStatus> tables = new ConcurrentHashMap<>();
    private final Map<String, Double> interruptions = new ConcurrentHashMap<>();
    private final Map<String, PartStatus> parts = new ConcurrentHashMap<>();
    private final Set<String> troubled = new HashSet<>();
    private final MultiGauge parked;
    private volatile PipelineStatus status;

    public PipelineMetrics(MeterRegistry registry, PipelineStatus first) {
        this.registry = registry;
        this.status = first;
        this.parked = MultiGauge.builder("gangway.parked")
                .baseUnit("rows")
                .description("Rows put aside that nobody has settled")
                .register(registry);
        bindProcess();
        bindFlow();
        bindLedger();
        bindStates();
        update(first);
    }

    private void bindProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        Gauge.builder("gangway.info", () -> 1)
                .description("Which migration and version this is")
                .tags("source_id", status.sourceId(), "version", status.version())
                .register(registry);
    }

    private void bindFlow() {
        flow("gangway.lag", "changes", "Captured changes that the target does not have yet", FlowStatus::lag);
        flow(
                "gangway.transform.lag",
                "records",
                "Records of the changes topics not mapped yet",
                FlowStatus::changesLag);
        flow("gangway.sink.lag", "records", "Records of the rows topics the sink has not read", FlowStatus::rowsLag);
        flow("gangway.sink.buffer", "bytes", "What the sink holds in memory", FlowStatus::bufferedBytes);
        seconds("gangway.delay", "How long the oldest change waits at most", FlowStatus::delayMs);
        seconds(
                "gangway.target.source.time",
                "The source's time up to which the target has all",
                FlowStatus::sourceTimeMs);
        apply("0.5", FlowStatus::delayP50Ms);
        apply("0.95", FlowStatus::delayP95Ms);
        apply("0.99", FlowStatus::delayP99Ms);
        gauge(
                "gangway.target.at.cut",
                "",
                "1 when the target is at a cut of the source",
                s -> s.flow().atCut() ? 1 : 0);
        FunctionCounter.builder("gangway.applied", this, metrics -> metrics.status
                        .flow()
                        .applied())
                .baseUnit("changes")
                .description("Changes written to the target since the process started")
                .register(registry);
    }

    private void bindLedger() {
        gauge("gangway.ledger.imbalance", "changes", "Captured changes not accounted for: 0, always", s -> {
            long gap = s.ledger().tables().stream()
                    .mapToLong(table -> Math.abs(table.gap()))
                    .sum();
            return Math.max(gap, Math.abs(s.ledger().gap()));
        });
        gauge(
                "gangway.ledger.age",
                "seconds",
                "How long ago the ledger was read from the target",
                s -> s.ledger().readAtMs() == 0
                        ? 0
                        : Math.max(0, s.atMs() - s.ledger().readAtMs()) / 1000.0);
        gauge("gangway.displaced", "rows", "Rows of the target that gave way to newer ones", s -> s.ledger()
                .displaced());
    }

    private void bindStates() {
        for (PipelineStatus.State state : PipelineStatus.State.values()) {
            Gauge.builder("gangway.state", this, m -> m.status.state() == state ? 1 : 0)
                    .description("1 for the state that the stream is in")
                    .tags("state", state.name())
                    .register(registry);
        }
        for (String wanted : WANTED) {
            Gauge.builder("gangway.wanted", this, m -> m.status.wanted().state().equals(wanted) ? 1 : 0)
                    .description("1 for what somebody wants of the stream")
                    .tags("state", wanted)
                    .register(registry);
        }
    }

    private void flow(String name, String unit, String description, ToLongFunction<FlowStatus> value) {
        gauge(name, unit, description, s -> value.applyAsLong(s.flow()));
    }

    private void seconds(String name, String description, ToLongFunction<FlowStatus> millis) {
        gauge(name, "seconds", description, s -> millis.applyAsLong(s.flow()) / 1000.0);
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<PipelineStatus> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.status))
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(description)
                .register(registry);
    }

    private void apply(String share, ToLongFunction<FlowStatus> millis) {
        Gauge.builder("gangway.apply.delay", this, m -> millis.applyAsLong(m.status.flow()) / 1000.0)
                .baseUnit("seconds")
                .description("From the source's commit to the target's, since the process started")
                .tags("quantile", share)
                .register(registry);
    }

    /** Takes over a newer status. */
    public void update(PipelineStatus now) {
        status = now;
        now.ledger().tables().forEach(this::table);
        now.parts().forEach(this::part);
        var rows = new ArrayList<MultiGauge.Row<?>>();
        parkedByCode(now).forEach((tags, count) -> rows.add(MultiGauge.Row.of(tags, count)));
        parked.register(rows, true);
    }

    private static Map<Tags, Long> parkedByCode(PipelineStatus now) {
        Map<Tags, Long> counts = new HashMap<>();
        for (ParkedStatus kind : now.parked()) {
            String table = kind.table().isEmpty() ? kind.targetTable() : kind.table();
            counts.merge(Tags.of("table", table, "code", kind.code()), kind.rows(), Long::sum);
        }
        return counts;
    }

    private void table(TableStatus table) {
        if (tables.put(table.table(), table) != null) {
            return;
        }
        FunctionCounter.builder("gangway.captured", tables, all -> of(all, table.table())
                        .captured())
                .baseUnit("changes")
                .description("Changes captured since the migration began, up to the target's position")
                .tags("table", table.table())
                .register(registry);
        outcome(table.table(), "applied", TableStatus::applied);
        outcome(table.table(), "coalesced", TableStatus::coalesced);
        outcome(table.table(), "filtered", TableStatus::filtered);
        outcome(table.table(), "parked", TableStatus::parked);
    }

    private static TableStatus of(Map<String, TableStatus> all, String table) {
        return Objects.requireNonNull(all.get(table));
    }

    private void outcome(String table, String outcome, ToLongFunction<TableStatus> value) {
        FunctionCounter.builder("gangway.accounted", tables, all -> value.applyAsLong(of(all, table)))
                .baseUnit("changes")
                .description("What became of the captured changes")
                .tags("table", table, "outcome", outcome)
                .register(registry);
    }

    private void part(PartStatus part) {
        boolean known = parts.put(part.name(), part) != null;
        PartStatus.TroubleStatus trouble = part.trouble();
        if (trouble == null) {
            troubled.remove(part.name());
        } else if (troubled.add(part.name())) {
            interruptions.merge(part.name(), 1.0, Double::sum);
        }
        if (!known) {
            bind(part.name());
        }
    }

    private void bind(String part) {
        Gauge.builder("gangway.part.up", parts, all -> isUp(all.get(part)) ? 1 : 0)
                .description("0 while the part waits or has stopped")
                .tags("part", part)
                .register(registry);
        Gauge.builder("gangway.part.tries", parts, all -> tries(all.get(part)))
                .description("How often the part tried in a row without success")
                .tags("part", part)
                .register(registry);
        FunctionCounter.builder("gangway.part.restarts", interruptions, all -> all.getOrDefault(part, 0.0))
                .description("How often the part had to wait or stopped since the process started")
                .tags("part", part)
                .register(registry);
    }

    private static boolean isUp(@Nullable PartStatus part) {
        return part != null && part.trouble() == null && !part.state().equals("STOPPED");
    }

    private static int tries(@Nullable PartStatus part) {
        return part == null || part.trouble() == null ? 0 : part.trouble().tries();
    }
}
