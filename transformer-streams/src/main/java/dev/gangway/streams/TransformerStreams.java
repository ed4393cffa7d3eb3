package dev.gangway.streams;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.BackOff;
import dev.gangway.core.retry.Bell;
import dev.gangway.core.retry.Retrying;
import dev.gangway.core.retry.Trouble;
import dev.gangway.events.registry.SchemaRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the transform topology, exactly once in effect. Several instances, in one or many processes, share the partitions.
 * The topics must exist. Thread-safe; start once, close once.
 *
 * <p>What may pass by itself (a source, a registry or a broker that is away) is waited out with growing pauses: Streams is
 * closed, so that nothing is held meanwhile, and made anew. Anything else stops the transformer and stands in the status.
 */
public final class TransformerStreams implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TransformerStreams.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final TransformConfig config;
    private final RecordTransform transform;
    private final TransformCounters counters = new TransformCounters();
    private final Bell bell = new Bell();
    private final Retrying retrying;
    private final Thread thread = new Thread(this::run, "transform-1");
    private volatile TransformState state = TransformState.STARTING;
    private volatile @Nullable Trouble trouble;
    private volatile @Nullable KafkaStreams current;
    private volatile boolean closing;
    private boolean hasEndedLeftTransactions;

    /**
     * @param mapper the plan's change mapper; when it keeps look-ups in memory it must update them by the changes it sees
     */
    public TransformerStreams(
            TransformConfig config, SchemaRegistry registry, Function<RowChange, MappedChange> mapper) {
        this.config = config;
        this.retrying = Retrying.forEver(BackOff.of(FIRST_WAIT, config.maxBackOff()), bell, () -> closing, this::waits);
        this.transform = new RecordTransform(config.topics(), registry, mapper, config.maxRecordBytes(), counters);
    }

    /** Returns at once; records flow when the group has its partitions. */
    public void start() {
        thread.start();
        LOGGER.atInfo().log("Transformer started");
    }

    /** Waits until it runs or has failed; false when neither happened in time, or it failed. */
    public boolean awaitRunning(Duration timeout) {
        bell.await(timeout, () -> state == TransformState.RUNNING || isOver());
        return state == TransformState.RUNNING;
    }

    private boolean isOver() {
        return state == TransformState.FAILED || state == TransformState.STOPPED;
    }

    /** Why it stopped by itself; empty while it runs or waits. */
    public Optional<MigrationException> failure() {
        return state == TransformState.FAILED ? Optional.ofNullable(trouble).map(Trouble::error) : Optional.empty();
    }

    public TransformStatus status() {
        return new TransformStatus(
                state,
                counters.mapped(),
                counters.filtered(),
                counters.rejected(),
                lag(),
                Optional.ofNullable(trouble));
    }

    private long lag() {
        KafkaStreams streams = current;
        if (streams == null) {
            return 0;
        }
        return streams.metrics().values().stream()
                .filter(m -> m.metricName().name().equals("records-lag")
                        && m.metricName().group().equals("consumer-fetch-manager-metrics"))
                .map(Metric::metricValue)
                .filter(v -> v instanceof Double d && !d.isNaN())
                .mapToLong(v -> ((Double) v).longValue())
                .sum();
    }

    private void run() {
        try {
            retrying.call(this::transformUntilClosed);
            move(TransformState.STOPPED, null);
        } catch (MigrationException e) {
            boolean stopped = e.code() == ErrorCode.INTERRUPTED;
            move(stopped ? TransformState.STOPPED : TransformState.FAILED, Trouble.last(e, retrying.failures()));
            LOGGER.atError()
                    .addKeyValue("errorCode", e.code())
                    .addKeyValue("error", e.getMessage())
                    .setCause(e.code() == ErrorCode.INTERNAL ? e : null)
                    .log("Transformer stops");
        }
    }

    private void waits(Trouble cause) {
        move(TransformState.WAITING, cause);
        LOGGER.atWarn()
                .addKeyValue("errorCode", cause.error().code())
                .addKeyValue("error", cause.error().getMessage())
                .addKeyValue("attempt", cause.tries())
                .log("Transformer waits and tries again");
    }

    private void move(TransformState next, @Nullable Trouble cause) {
        state = next;
        trouble = cause;
        bell.ring();
    }

    private boolean transformUntilClosed() {
        if (closing) {
            return true;
        }
        var attempt = new Attempt();
        KafkaStreams streams = attempt.streams;
        current = streams;
        try {
            endLeftTransactions();
            streams.start();
            while (!bell.await(LOOK, () -> closing || attempt.failure != null)
                    && !Thread.currentThread().isInterrupted()) {
                attempt.countFromOneWhenItLasts();
            }
        } catch (RuntimeException e) {
            throw StreamsErrors.explain(e);
        } finally {
            current = null;
            streams.close(CLOSE_TIMEOUT);
        }
        MigrationException failure = attempt.failure;
        if (failure != null && !closing) {
            throw failure;
        }
        return true;
    }

    /** Once: what this instance opens later it ends itself. */
    private void endLeftTransactions() {
        if (!hasEndedLeftTransactions && !config.shared()) {
            LeftTransactions.end(config);
            hasEndedLeftTransactions = true;
        }
    }

    /** One life of Kafka Streams, which cannot be started twice. */
    private final class Attempt {
        private final KafkaStreams streams =
                new KafkaStreams(TransformTopology.build(config.topics(), transform), StreamsProperties.of(config));
        private volatile @Nullable MigrationException failure;
        private volatile long runningSince;

        Attempt() {
            streams.setUncaughtExceptionHandler(this::failed);
            streams.setStateListener((now, before) -> changed(now));
        }

        private StreamThreadExceptionResponse failed(Throwable error) {
            failure = StreamsErrors.explain(error);
            bell.ring();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }

        private void changed(State now) {
            LOGGER.atDebug().addKeyValue("state", now).log("Streams changed its state");
            runningSince = now == State.RUNNING ? System.nanoTime() : 0;
            if (now == State.RUNNING && failure == null) {
                move(TransformState.RUNNING, null);
            } else if (now == State.ERROR && failure == null) {
                failure = new MigrationException(
                        ErrorCode.BROKER_UNAVAILABLE, "All threads of the transformer ended: see the log");
                bell.ring();
            }
        }

        /** To run is no progress yet: the first record may fail again. */
        void countFromOneWhenItLasts() {
            long since = runningSince;
            if (since != 0 && System.nanoTime() - since > config.maxBackOff().toNanos()) {
                retrying.progressed();
            }
        }
    }

    /** Finishes what is in flight, leaves the group and waits for the threads, at most 25 seconds. Idempotent. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        try {
            thread.join(CLOSE_TIMEOUT.plus(LOOK).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOGGER.atInfo().addKeyValue("rows", counters.mapped()).log("Transformer stopped");
    }
}
