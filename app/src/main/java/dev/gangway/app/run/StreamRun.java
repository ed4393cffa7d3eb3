package dev.gangway.app.run;

import dev.gangway.cdc.CaptureState;
import dev.gangway.cdc.CdcConnector;
import dev.gangway.cdc.CdcStatus;
import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.ChangeMapper;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.embedded.process.ProcessGuard;
import dev.gangway.events.Topics;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.sink.Sink;
import dev.gangway.sink.SinkConfig;
import dev.gangway.sink.SinkStatus;
import dev.gangway.sink.read.ReadLimits;
import dev.gangway.streams.TransformConfig;
import dev.gangway.streams.TransformerStreams;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Capture, transformer and sink of one migration, running in this process. Thread-safe. */
public final class StreamRun implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final MigrationContext context;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CdcConnector connector;
    private final TransformerStreams transformer;
    private final Sink sink;

    /** The ledger's sums. */
    public record Totals(long captured, LedgerEntry outcome) {}

    /** What a person wants to know at a glance. */
    public record Progress(
            String capture, String transform, String sink, long captured, long applied, long lag, long delayMs) {}

    private StreamRun(MigrationContext context) {
        this.context = context;
        try {
            StateSchema state = context.databases().state();
            open.push(RunLock.take(state, "stream"));
            Topics topics = new Topics(context.config().sourceId());
            var capture = new Capture(context);
            capture.requireStart();
            Broker broker = kept(Broker.open(context.config(), topics));
            this.sink = kept(Sink.create(
                    sinkConfig(broker, topics),
                    broker.registry(),
                    state,
                    context.sources().target()));
            this.transformer =
                    kept(new TransformerStreams(transformConfig(broker, topics), broker.registry(), mapper()));
            this.connector = kept(capture.connector(broker, topics));
        } catch (RuntimeException e) {
            closeAll(e);
            throw e;
        }
    }

    /** Starts all three; returns when the transformer runs. What goes wrong later stands in {@link #failure()}. */
    public static StreamRun start(MigrationContext context) {
        var run = new StreamRun(context);
        // Whoever ends the process from outside: servers started here must outlive what uses them.
        run.open.addLast(ProcessGuard.beforeShutdown(run::close));
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
            run.closeAll(e);
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

    private <T extends AutoCloseable> T kept(T closeable) {
        open.push(closeable);
        return closeable;
    }

    private SinkConfig sinkConfig(Broker broker, Topics topics) {
        var config = context.config().sink();
        int batch = (int) Math.min(config.maxBatchBytes(), Integer.MAX_VALUE);
        var limits = new ReadLimits(
                ReadLimits.DEFAULT.maxBufferBytes(),
                Math.min(batch, ReadLimits.DEFAULT.maxBatchBytes()),
                config.maxBatchRows());
        String owner = ManagementFactory.getRuntimeMXBean().getName();
        return new SinkConfig(topics, broker.bootstrapServers(), broker.client(), limits, owner);
    }

    private TransformConfig transformConfig(Broker broker, Topics topics) {
        return new TransformConfig(
                topics,
                broker.bootstrapServers(),
                broker.client(),
                1,
                kept(ScratchFolder.create("gangway-streams-")).path(),
                context.config().kafka().maxMessageBytes());
    }

    /** Maps by the plan and keeps what is looked up true while rows change. */
    private Function<RowChange, MappedChange> mapper() {
        JdbcLookups lookups = context.lookups();
        var cascades = new CascadeMemory(context);
        var mapper = new ChangeMapper(context.plan(), lookups);
        return change -> {
            if (change.before() == null && change.after() == null) {
                lookups.forget(change.table());
            } else {
                lookups.apply(change.table(), change.before(), change.after());
            }
            MappedChange mapped = mapper.map(change);
            cascades.forget(mapped);
            return mapped;
        };
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

    private void closeAll(RuntimeException cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Idempotent; a second caller waits for the first. */
    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("A part of the stream did not stop", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
