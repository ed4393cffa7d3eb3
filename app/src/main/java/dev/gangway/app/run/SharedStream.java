package dev.gangway.app.run;

import dev.gangway.app.command.StreamRole;
import dev.gangway.cdc.CaptureState;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamProcess;
import dev.gangway.mysql.state.StreamProcesses;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedStateStore;
import dev.gangway.sink.SinkStatus;
import dev.gangway.streams.TransformStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A stream whose work several processes share, as their signs of life tell it: up to two seconds old. Thread-safe. */
final class SharedStream implements StreamView {
    private static final String MISSING = "MISSING";

    private final Supplier<List<StreamProcess>> processes;
    private final Supplier<Wanted> wanted;
    private final TargetDelay delay = new TargetDelay();

    SharedStream(Supplier<List<StreamProcess>> processes, Supplier<Wanted> wanted) {
        this.processes = processes;
        this.wanted = wanted;
    }

    /** What processes say by the state, for those who look from outside; empty when none lives. */
    static Optional<LiveStatus> told(StateSchema state) {
        return told(state, new StreamProcesses(state).all());
    }

    /** The same of processes that are read already. */
    static Optional<LiveStatus> told(StateSchema state, List<StreamProcess> processes) {
        if (processes.stream().noneMatch(StreamProcess::lives)) {
            return Optional.empty();
        }
        var stream = new SharedStream(() -> processes, () -> new WantedStateStore(state).read());
        return Optional.of(LiveStatus.of(stream, System.currentTimeMillis()));
    }

    /** What the processes at work say of a role; those that stand by only where nobody works. */
    private List<RoleFigures> at(StreamRole role) {
        List<RoleFigures> all = processes.get().stream()
                .filter(process -> process.lives() && process.role().equals(role.word()))
                .map(process -> RoleFigures.parse(process.figures()))
                .toList();
        List<RoleFigures> working = all.stream()
                .filter(one -> !one.state().equals(RoleFigures.STANDBY))
                .toList();
        return working.isEmpty() ? all : working;
    }

    private RoleFigures one(StreamRole role) {
        return at(role).stream()
                .max(Comparator.comparingInt(one -> one.numbers().size()))
                .orElseGet(() -> RoleFigures.bare(MISSING));
    }

    @Override
    public StreamRun.Progress progress() {
        RoleFigures capture = one(StreamRole.CAPTURE);
        RoleFigures sink = one(StreamRole.SINK);
        SinkStatus applied = sink.sink();
        // Before the sink has said how far the target is, nothing can be said of what is missing there.
        long lag = sink.numbers().isEmpty() ? 0 : Math.max(0, capture.number("captured") - applied.accounted());
        return new StreamRun.Progress(
                capture.state(),
                transformState(),
                sink.state(),
                capture.number("captured"),
                applied.written().total(),
                lag,
                delay.ms(lag, applied.sourceTimeMs()));
    }

    private String transformState() {
        List<RoleFigures> all = at(StreamRole.TRANSFORM);
        boolean runs = all.stream().anyMatch(one -> one.state().equals("RUNNING"));
        return runs
                ? "RUNNING"
                : all.stream().findFirst().map(RoleFigures::state).orElse(MISSING);
    }

    @Override
    public Map<String, Trouble> troubles() {
        Map<String, Trouble> troubles = new LinkedHashMap<>();
        for (StreamRole role : List.of(StreamRole.CAPTURE, StreamRole.TRANSFORM, StreamRole.SINK)) {
            List<RoleFigures> all = at(role);
            if (all.isEmpty()) {
                troubles.put(role.word(), missing(role));
            }
            all.stream()
                    .map(RoleFigures::trouble)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(trouble -> troubles.put(role.word(), trouble));
        }
        return troubles;
    }

    private static Trouble missing(StreamRole role) {
        var error = new MigrationException(
                ErrorCode.ROLE_MISSING,
                "No process has the role " + role.word() + ": start one with gangway delta --roles " + role.word());
        return Trouble.last(error, 0);
    }

    @Override
    public TransformStatus transform() {
        List<TransformStatus> all =
                at(StreamRole.TRANSFORM).stream().map(RoleFigures::transform).toList();
        TransformStatus first = all.isEmpty() ? RoleFigures.bare(MISSING).transform() : all.get(0);
        return new TransformStatus(
                first.state(),
                all.stream().mapToLong(TransformStatus::mapped).sum(),
                all.stream().mapToLong(TransformStatus::filtered).sum(),
                all.stream().mapToLong(TransformStatus::rejected).sum(),
                all.stream().mapToLong(TransformStatus::lagRecords).sum(),
                all.stream()
                        .map(TransformStatus::trouble)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    @Override
    public SinkStatus sink() {
        return one(StreamRole.SINK).sink();
    }

    @Override
    public Wanted wanted() {
        return wanted.get();
    }

    @Override
    public boolean isCapturing() {
        RoleFigures capture = one(StreamRole.CAPTURE);
        return capture.state().equals(CaptureState.RUNNING.name()) && capture.number("watermarkTimeMs") > 0;
    }

    @Override
    public long putAside() {
        return sink().written().parked() + sink().written().displaced();
    }
}
