package dev.gangway.bulkloader;

import dev.gangway.bulkloader.BulkListener.StageRef;
import dev.gangway.bulkloader.step.IntegrityFindings;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.bulkloader.step.StepRun;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.KeptTables;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the settings or the data mode: all integrity checks first, then per step its data and, at once, its volume check; steps
 * that do not need each other's rows side by side. A finished stage is never repeated, an interrupted one goes on. The target's own triggers are suspended meanwhile and
 * restored whatever happens. One mode at a time: the caller holds the run's lock.
 */
public final class BulkLoader {
    private static final Logger LOGGER = LoggerFactory.getLogger(BulkLoader.class);

    private static final int STATEMENT_BYTES = 4 << 20;

    /** Failures of a check that say something about rules and tables; others, such as a lost connection, end the run. */
    private static final Set<ErrorCode> CHECK_FAILURES = Set.of(
            ErrorCode.PLAN_INVALID,
            ErrorCode.HANDLER_PARAMETER,
            ErrorCode.RECORD_FIELD_UNKNOWN,
            ErrorCode.TARGET_TABLE_MISSING,
            ErrorCode.SOURCE_QUERY_FAILED);

    private final BulkInput input;
    private final StepRegistry registry;
    private final CaptureStart captureStart;
    private final BulkListener listener;
    private final RunStore runs;
    private final Map<Mode, KeptTables> kept = new EnumMap<>(Mode.class);

    public BulkLoader(BulkInput input, StepRegistry registry, CaptureStart captureStart, BulkListener listener) {
        this.input = input;
        this.registry = registry;
        this.captureStart = captureStart;
        this.listener = listener;
        this.runs = new RunStore(input.state());
    }

    private record Configured(StepConfig config, Step step, StepContext context, StepLosses losses) {
        String title() {
            return config.title();
        }

        StepKind kind() {
            return config.stages().values().iterator().next().kind();
        }
    }

    /**
     * Runs one mode to its end.
     *
     * @throws MigrationException INTEGRITY_FAILED (unless findings are accepted by option auto_resolve), VOLUME_FAILED, or
     *     what stopped a step
     */
    public void run(Mode mode) {
        try (var lookups = new JdbcLookups(input.source(), input.environment().sourceSchema())) {
            run(mode, create(mode, lookups));
        }
    }

    /**
     * Everything that the integrity checks of a mode find, step by step. Writes nothing, neither data nor progress, and skips
     * nothing that an earlier run has passed. A step whose check cannot be made has that as its finding.
     */
    public List<StepFindings> integrity(Mode mode) {
        try (var lookups = new JdbcLookups(input.source(), input.environment().sourceSchema())) {
            var findings = new ArrayList<StepFindings>();
            for (Configured step : create(mode, lookups)) {
                if (step.config().stage(Stage.INTEGRITY).isPresent()) {
                    findings.add(new StepFindings(mode, step.title(), find(step)));
                }
            }
            return findings;
        }
    }

    /** A contradiction in the rules is found as well as what does not fit them: the other steps are still checked. */
    private List<IntegrityFinding> find(Configured step) {
        try {
            return calling(step, "checking integrity", () -> step.step().integrity(step.context()));
        } catch (MigrationException e) {
            if (!CHECK_FAILURES.contains(e.code())) {
                throw e;
            }
            return List.of(new IntegrityFinding(
                    IntegrityFinding.Kind.CHECK_FAILED,
                    Side.SOURCE,
                    step.title(),
                    List.of(String.valueOf(e.getMessage()))));
        }
    }

    private void run(Mode mode, List<Configured> steps) {
        listener.planned(mode, new WorkEstimate(input).of(mode));
        checkIntegrity(mode, steps);
        if (mode == Mode.DATA) {
            captureStart.ensure();
        }
        var triggers = new SuspendedTriggers(input.state(), listener);
        if (steps.stream().allMatch(step -> isLoaded(mode, step))) {
            triggers.restore(); // a run that was killed after its last step may have left them
            steps.forEach(step -> migrate(mode, step));
            return;
        }
        triggers.during(() -> migrateAll(mode, steps));
    }

    private void migrateAll(Mode mode, List<Configured> steps) {
        List<StepKind> kinds = steps.stream().map(Configured::kind).toList();
        new StepScheduler(kinds, input.config().bulk().threads()).run(i -> migrate(mode, steps.get(i)));
    }

    private boolean isLoaded(Mode mode, Configured step) {
        return step.config().stage(Stage.DATA).isEmpty()
                || runs.isFinished(mode.word(), step.title(), Stage.DATA.word());
    }

    private StepContext context(Mode mode, String title, Lookups lookups, StepLosses losses) {
        var sql = new RowSql(input.target().flavor(), input.target().config().prefix(), STATEMENT_BYTES);
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
                new StepRun(mode, title, input.plan(), input.state(), keptIn(mode), listener));
    }

    private KeptTables keptIn(Mode mode) {
        return kept.computeIfAbsent(mode, m -> new KeptTables(input.state(), m.word()));
    }

    private List<Configured> create(Mode mode, Lookups lookups) {
        var steps = new ArrayList<Configured>();
        for (StepConfig config : input.config().steps(mode)) {
            var losses = new StepLosses();
            StepContext context = context(mode, config.title(), lookups, losses);
            registry.create(config)
                    .ifPresentOrElse(
                            step -> steps.add(new Configured(config, step, context, losses)),
                            () -> listener.warning(
                                    "Step \"" + config.title() + "\" is not supported yet and is left out"));
        }
        return steps;
    }

    private void checkIntegrity(Mode mode, List<Configured> steps) {
        var errors = new ArrayList<Finding>();
        for (Configured step : steps) {
            if (step.config().stage(Stage.INTEGRITY).isPresent()) {
                errors.addAll(checkIntegrity(mode, step));
            }
        }
        if (errors.isEmpty()) {
            return;
        }
        if (input.config().options().isOn(OptionName.AUTO_RESOLVE)) {
            listener.warning(errors.size() + " integrity findings are accepted because of --auto");
            return;
        }
        throw new MigrationException(
                ErrorCode.INTEGRITY_FAILED,
                "The integrity check found " + errors.size() + " problems; ignore or map what is named here in the map"
                        + " files (gangway integrity --propose writes such rules), or accept all of it with --auto:\n"
                        + errors.stream().map(f -> "  " + f.message()).collect(Collectors.joining("\n")));
    }

    private List<Finding> checkIntegrity(Mode mode, Configured step) {
        var ref = new StageRef(mode, step.title(), "integrity check");
        if (runs.isFinished(mode.word(), step.title(), Stage.INTEGRITY.word())) {
            listener.stageSkipped(ref);
            return List.of();
        }
        long start = begin(ref);
        List<Finding> findings = IntegrityFindings.describe(find(step));
        boolean accepted = input.config().options().isOn(OptionName.AUTO_RESOLVE);
        listener.findings(
                ref,
                accepted
                        ? findings.stream()
                                .map(f -> Finding.warning(f.message()))
                                .toList()
                        : findings);
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (errors.isEmpty()) {
            runs.finish(mode.word(), step.title(), Stage.INTEGRITY.word());
        }
        end(ref, start);
        return errors;
    }

    private void migrate(Mode mode, Configured step) {
        if (step.config().stage(Stage.DATA).isEmpty()) {
            return;
        }
        var ref = new StageRef(mode, step.title(), StageRef.DATA);
        if (runs.isFinished(mode.word(), step.title(), Stage.DATA.word())) {
            listener.stageSkipped(ref);
        } else {
            long start = begin(ref);
            migrateOrRollBack(step);
            step.losses().store(input.state(), mode.word(), step.title());
            runs.finish(mode.word(), step.title(), Stage.DATA.word());
            end(ref, start);
        }
        if (step.config().stage(Stage.VOLUME).isPresent()) {
            checkVolume(mode, step);
        }
    }

    private void migrateOrRollBack(Configured step) {
        step.losses().clear(); // the integrity check maps rows too
        try {
            calling(step, "migrating data", () -> {
                step.step().data(step.context());
                return true;
            });
        } catch (MigrationException e) {
            try {
                rollback(step);
            } catch (MigrationException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private void rollback(Configured step) {
        calling(step, "rolling back", () -> {
            step.step().rollback(step.context());
            return true;
        });
    }

    /** One call of a step; it may fail with the target's exceptions, since it reads the source through the readers. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws SQLException, InterruptedException;
    }

    private <T> T calling(Configured step, String doing, Call<T> call) {
        try {
            return call.run();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, input.target().config(), doing + " of step " + step.title());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    ErrorCode.INTERRUPTED, "Step \"" + step.title() + "\" was stopped; run again to go on", e);
        }
    }

    private void checkVolume(Mode mode, Configured step) {
        var ref = new StageRef(mode, step.title(), "volume check");
        if (runs.isFinished(mode.word(), step.title(), Stage.VOLUME.word())) {
            listener.stageSkipped(ref);
            return;
        }
        long start = begin(ref);
        List<Finding> findings = calling(
                        step, "checking volume", () -> step.step().volume(step.context()))
                .stream()
                .map(Finding::error)
                .toList();
        listener.findings(ref, findings);
        end(ref, start);
        if (findings.isEmpty()) {
            runs.finish(mode.word(), step.title(), Stage.VOLUME.word());
        } else {
            volumeFailed(mode, step, findings);
        }
    }

    /** Only a step that the stream does not look after stops the run: its rows would stay wrong. */
    private void volumeFailed(Mode mode, Configured step, List<Finding> findings) {
        boolean delivered = input.config().steps(Mode.DELTA).stream()
                .anyMatch(delta -> delta.title().equals(step.title()));
        if (mode == Mode.SETTINGS || delivered) {
            listener.warning("The volume check of step \"" + step.title() + "\" found differences: see above");
            return;
        }
        runs.reopen(mode.word(), step.title(), Stage.DATA.word());
        new ChunkCheckpointStore(input.state()).forget(step.title());
        rollback(step);
        throw new MigrationException(
                ErrorCode.VOLUME_FAILED,
                "The volume check of step \"" + step.title() + "\" failed; correct the cause and run again, the step is"
                        + " repeated:\n"
                        + findings.stream().map(f -> "  " + f.message()).collect(Collectors.joining("\n")));
    }

    private long begin(StageRef ref) {
        LOGGER.atDebug()
                .addKeyValue("mode", ref.mode().word())
                .addKeyValue("step", ref.step())
                .addKeyValue("stage", ref.stage())
                .log("Stage started");
        listener.stageStarted(ref);
        return System.nanoTime();
    }

    private void end(StageRef ref, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        LOGGER.atInfo()
                .addKeyValue("mode", ref.mode().word())
                .addKeyValue("step", ref.step())
                .addKeyValue("stage", ref.stage())
                .addKeyValue("durationMs", millis)
                .log("Stage finished");
        listener.stageFinished(ref, millis);
    }
}
