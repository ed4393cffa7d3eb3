package dev.gangway.bulkloader;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.StepWork;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.bulkloader.step.StepRun;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.Lookups;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.derivations.WholeDerivation;
import dev.gangway.derivations.shop.Derivations;
import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.mysql.state.KeptTables;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the settings or the data mode: all integrity checks first, then per step its data and, at once, its volume check; steps
 * that do not need each other's rows side by side. A finished stage is never repeated, an interrupted one goes on. The
 * target's own triggers are suspended meanwhile and restored whatever happens. One mode at a time: the caller holds the run's lock.
 */
public final class BulkLoader {
    private static final int STATEMENT_BYTES = 4 << 20;

    private final BulkInput input;
    private final StepRegistry registry;
    private final CaptureStart captureStart;
    private final BulkListener listener;
    private final DerivationSet derivations;
    private final IntegrityStages integrityStages;
    private final DataStages dataStages;
    private final Map<Mode, KeptTables> kept = new EnumMap<>(Mode.class);

    public BulkLoader(BulkInput input, StepRegistry registry, CaptureStart captureStart, BulkListener listener) {
        this.input = input;
        this.registry = registry;
        this.captureStart = captureStart;
        this.listener = listener;
        this.derivations = Derivations.of(
                DerivationContext.of(input.plan(), input.rules(), input.environment(), input.handlers(), input.state()),
                input.config().loadSteps());
        var stages = new Stages(new RunStore(input.state()), listener);
        this.integrityStages = new IntegrityStages(input, stages, listener);
        this.dataStages = new DataStages(input, stages, listener);
    }

    /**
     * Runs one mode to its end.
     *
     * @throws MigrationException INTEGRITY_FAILED (unless findings are accepted by option auto_resolve), VOLUME_FAILED, or
     *     what stopped a step
     */
    public void run(Mode mode) {
        try (var lookups = new JdbcLookups(input.source(), input.environment().sourceSchema())) {
            run(mode, create(mode, lookups), mode == Mode.DATA ? decidedBefore(lookups) : List.of());
        }
    }

    /**
     * Everything that the integrity checks of a mode find, step by step. Writes nothing, neither data nor progress, and skips
     * nothing that an earlier run has passed. A step whose check cannot be made has that as its finding.
     */
    public List<StepFindings> integrity(Mode mode) {
        try (var lookups = new JdbcLookups(input.source(), input.environment().sourceSchema())) {
            var findings = new ArrayList<StepFindings>();
            for (ConfiguredStep step : create(mode, lookups)) {
                if (step.config().stage(Stage.INTEGRITY).isPresent()) {
                    findings.add(new StepFindings(mode, step.title(), IntegrityStages.find(step)));
                }
            }
            return findings;
        }
    }

    /** What the steps of a mode have to do, an estimate from the source's table sizes. Writes nothing. */
    public List<StepWork> estimate(Mode mode) {
        return new WorkEstimate(input).of(mode);
    }

    private void run(Mode mode, List<ConfiguredStep> steps, List<ConfiguredStep> before) {
        listener.planned(mode, estimate(mode));
        integrityStages.check(steps);
        if (mode == Mode.DATA) {
            captureStart.ensure();
        }
        var triggers = new SuspendedTriggers(input.state(), listener);
        if (steps.stream().allMatch(dataStages::isLoaded)) {
            triggers.restore(); // a run that was killed after its last step may have left them
            steps.forEach(dataStages::migrate);
            return;
        }
        triggers.during(() -> {
            // Hours may lie between the modes, and the stream follows the source from the beginning of this one only.
            before.forEach(step -> new PlannedRows(step.context(), step.kind()).deriveAgain());
            migrateAll(steps);
        });
    }

    /** Finished steps of the settings mode that decide tables as a whole. */
    private List<ConfiguredStep> decidedBefore(Lookups lookups) {
        return input.config().steps(Mode.SETTINGS).stream()
                .filter(step -> step.kind().stream()
                        .flatMap(kind -> derivations.of(kind).stream())
                        .anyMatch(WholeDerivation.class::isInstance))
                .flatMap(step -> create(Mode.SETTINGS, step, lookups).stream())
                .filter(dataStages::isLoaded)
                .toList();
    }

    private void migrateAll(List<ConfiguredStep> steps) {
        List<StepKind> kinds = steps.stream().map(ConfiguredStep::kind).toList();
        new StepScheduler(kinds, input.config().bulk().threads()).run(i -> dataStages.migrate(steps.get(i)));
    }

    private StepContext context(Mode mode, String title, Lookups lookups, StepLosses losses) {
        var sql = new RowSql(input.target().flavor(), input.state().names(), STATEMENT_BYTES);
        return new StepContext(
                input.config(),
                input.rules(),
                input.source(),
                input.target(),
                input.environment(),
                input.handlers(),
                lookups,
                losses,
                new RowWriter(sql, new NullCoercion(Clock.systemUTC()), losses.written()),
                new StepRun(mode, title, input.plan(), derivations, input.state(), keptIn(mode), listener));
    }

    private KeptTables keptIn(Mode mode) {
        return kept.computeIfAbsent(mode, m -> new KeptTables(input.state(), m.word()));
    }

    private List<ConfiguredStep> create(Mode mode, Lookups lookups) {
        var steps = new ArrayList<ConfiguredStep>();
        for (StepConfig config : input.config().steps(mode)) {
            create(mode, config, lookups)
                    .ifPresentOrElse(
                            steps::add,
                            () -> listener.warning(
                                    "Step \"" + config.title() + "\" is not supported yet and is left out"));
        }
        return steps;
    }

    private Optional<ConfiguredStep> create(Mode mode, StepConfig config, Lookups lookups) {
        var losses = new StepLosses();
        StepContext context = context(mode, config.title(), lookups, losses);
        return registry.create(config).map(step -> new ConfiguredStep(config, step, context, losses));
    }
}
