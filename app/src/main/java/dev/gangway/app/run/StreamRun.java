package dev.gangway.app.run;

import dev.gangway.cdc.CaptureState;
import dev.gangway.cdc.CdcConnector;
import dev.gangway.cdc.CdcStatus;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.BinlogReach;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.sink.Sink;
import dev.gangway.sink.SinkStatus;
import dev.gangway.streams.TransformerStreams;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Capture, transformer and sink of one migration, running in this process. Thread-safe. */
public final class StreamRun implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final MigrationContext context;
    private final StreamParts parts;
    private final CdcConnector connector;
    private final TransformerStreams transformer;
    private final Sink sink;

    /** The ledger's sums. */
    public record Totals(long captured, LedgerEntry outcome) {}

    /** What a person wants to know at a glance. */
    public record Progress(
            String capture, String transform, String sink, long captured, long applied, long lag, long delayMs) {}

    private StreamRun(MigrationContext context, StreamParts parts) {
        this.context = context;
        this.parts = parts;
        this.connector = parts.connector();
        this.transformer = parts.transformer();
        this.sink = parts.sink();
    }

    /** Starts all three; returns when the transformer runs. What goes wrong later stands in {@link #failure()}. */
    public static StreamRun start(MigrationContext context) {
        var run = new StreamRun(context, new StreamParts(context));
        try {
            run.sink.start();
            run.transformer.start();
            run.connector.start();
            if (!run.transformer.awaitRunning(START_LIMIT)) {
                throw run.failure()
                        .orElseGet(() -> new MigrationException(
                                ErrorCode.BROKER_UNAVAILABLE,
                                "The transformer did not start within " + START_LIMIT.toSeconds()
                                        + " s; look at the log and at the broker"));
            }
            return run;
        } catch (RuntimeException e) {
            run.parts.closeAfter(e);
            throw e;
        }
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
            Pause.shortly();
        }
    }

    /** True when capture runs and the first watermark has shown that it really reads the source. */
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

    public Progress progress() {
        SinkStatus applied = sink.status();
        return new Progress(
                connector.status().state().name(),
                transformer.status().state(),
                applied.state().name(),
                connector.status().capturedTotal(),
                applied.written().total(),
                applied.lagRecords(),
                applied.delay().p50Ms());
    }

    /** What the source still had of its binlog when the stream started, for a person. */
    public Optional<String> binlogReach() {
        return parts.reach().map(BinlogReach::text);
    }

    /** Why a part waits, if one does. */
    public Optional<String> reason() {
        MigrationException error = connector.status().error();
        return error == null ? sink.status().reason() : Optional.ofNullable(error.getMessage());
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
    public Totals totals() {
        StateSchema state = context.databases().state();
        var ledger = new LedgerStore(state);
        try (Connection connection = state.target().open()) {
            long captured = ledger.captured(connection).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return new Totals(captured, StreamTotals.sum(ledger.totals(connection)));
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading the ledger");
        }
    }

    /** Idempotent; a second caller waits for the first. */
    @Override
    public void close() {
        parts.close();
    }
}
