package dev.gangway.app.run;

import dev.gangway.cdc.CaptureState;
import dev.gangway.cdc.CdcConnector;
import dev.gangway.cdc.CdcStatus;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.read.BinlogReach;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.sink.Sink;
import dev.gangway.sink.SinkStatus;
import dev.gangway.sink.write.Written;
import dev.gangway.streams.TransformStatus;
import dev.gangway.streams.TransformerStreams;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Capture, transformer and sink of one migration, running in this process. Thread-safe. */
public final class StreamRun implements StreamView, AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final MigrationContext context;
    private final StreamParts parts;
    private final CdcConnector connector;
    private final TransformerStreams transformer;
    private final Sink sink;
    private final TargetDelay delay = new TargetDelay();
    private volatile Wanted wanted = Wanted.RUN;

    /**
     * What a person wants to know at a glance, as of now.
     *
     * @param lag captured changes that the target does not have yet, whether they are in Kafka or in the sink's hands
     * @param delayMs how long the oldest of them waits at most; 0 when there are none
     */
    public record Progress(
            String capture, String transform, String sink, long captured, long applied, long lag, long delayMs) {}

    private StreamRun(MigrationContext context, StreamParts parts) {
        this.context = context;
        this.parts = parts;
        this.connector = parts.connector();
        this.transformer = parts.transformer();
        this.sink = parts.sink();
    }

    /** Makes all three and starts them; returns when the transformer runs. */
    public static StreamRun start(MigrationContext context) {
        StreamRun run = prepare(context);
        run.start(() -> false);
        return run;
    }

    /** Makes all three and starts none. */
    static StreamRun prepare(MigrationContext context) {
        return new StreamRun(context, new StreamParts(context));
    }

    /**
     * Starts all three; returns when the transformer runs or the stop is wanted. What goes wrong later stands in {@link
     * #failure()}.
     */
    void start(BooleanSupplier stop) {
        try {
            sink.start();
            transformer.start();
            connector.start();
            awaitTransformer(stop);
        } catch (RuntimeException e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private void awaitTransformer(BooleanSupplier stop) {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!transformer.awaitRunning(ShortWait.TIME) && !stop.getAsBoolean()) {
            ShortWait.requireUninterrupted();
            Optional<MigrationException> failure = transformer.failure();
            if (failure.isPresent()) {
                throw failure().orElseGet(failure::get);
            }
            if (System.nanoTime() > end) {
                throw new MigrationException(
                        ErrorCode.BROKER_UNAVAILABLE,
                        "The transformer did not start within " + START_LIMIT.toSeconds()
                                + " s; look at the log and at the broker");
            }
        }
    }

    /**
     * Pauses or resumes. A pause is one thing: capture keeps its position and reads nothing more, and the sink writes nothing
     * after the batch in work. What is in Kafka already is mapped and waits there. A stop is the business of who runs the stream.
     */
    void obey(Wanted now) {
        wanted = now;
        if (now.state() == WantedState.PAUSE) {
            connector.pause();
            sink.pause();
        } else if (now.state() == WantedState.RUN) {
            sink.resume();
            connector.resume();
        }
    }

    @Override
    public TransformStatus transform() {
        return transformer.status();
    }

    @Override
    public SinkStatus sink() {
        return sink.status();
    }

    @Override
    public Wanted wanted() {
        return wanted;
    }

    /**
     * Waits until capture has reached the source.
     *
     * @throws MigrationException why it has not, or that time is up
     */
    public void awaitCapturing(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isCapturing()) {
            Optional<MigrationException> failure = failure();
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (System.nanoTime() > end) {
                throw new MigrationException(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "Capture did not begin within " + limit.toSeconds() + " s"
                                + reason().map(r -> ": " + r).orElse(""));
            }
            ShortWait.once();
        }
    }

    @Override
    public boolean isCapturing() {
        CdcStatus status = connector.status();
        return status.state() == CaptureState.RUNNING && status.watermarkTimeMs() > 0;
    }

    /** Why a part stopped by itself; empty while all run or wait for something that may come back. */
    public Optional<MigrationException> failure() {
        CdcStatus status = connector.status();
        MigrationException error = status.error();
        Optional<MigrationException> capture =
                status.state() == CaptureState.FAILED && error != null ? Optional.of(error) : Optional.empty();
        return Stream.of(capture, transformer.failure(), sink.failure())
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Progress progress() {
        SinkStatus applied = sink.status();
        CdcStatus capture = connector.status();
        long lag = Math.max(0, capture.capturedTotal() - applied.accounted());
        return new Progress(
                capture.state().name(),
                transformer.status().state().name(),
                applied.state().name(),
                capture.capturedTotal(),
                applied.written().total(),
                lag,
                delay.ms(lag, applied.sourceTimeMs()));
    }

    /** What the source still had of its binlog when the stream started, for a person. */
    public Optional<String> binlogReach() {
        return parts.reach().map(BinlogReach::text);
    }

    @Override
    public long putAside() {
        Written written = sink.status().written();
        return written.parked() + written.displaced();
    }

    @Override
    public Map<String, Trouble> troubles() {
        Map<String, Trouble> troubles = new LinkedHashMap<>();
        parts.broker().trouble().get().ifPresent(trouble -> troubles.put("broker", trouble));
        Trouble capture = connector.status().trouble();
        if (capture != null) {
            troubles.put("capture", capture);
        }
        transformer.status().trouble().ifPresent(trouble -> troubles.put("transform", trouble));
        sink.status().trouble().ifPresent(trouble -> troubles.put("sink", trouble));
        return troubles;
    }

    public SinkStatus.Delay delay() {
        return sink.status().delay();
    }

    /** A position that every change committed in the source before this call is at or below. */
    public SourcePosition drainTarget() {
        return connector.drainTarget();
    }

    /**
     * Waits until everything up to a position is in the target.
     *
     * @return false when time is up
     * @throws MigrationException when a part stopped
     */
    public boolean awaitApplied(SourcePosition position, Duration limit) {
        boolean applied = sink.awaitDrained(position, limit);
        Optional<MigrationException> failure = failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return applied;
    }

    /** The ledger as it stands in the target. */
    public LedgerView ledger() {
        return LedgerView.read(context.databases().state());
    }

    /** Idempotent; a second caller waits for the first. */
    @Override
    public void close() {
        parts.close();
    }
}
