package dev.gangway.streams;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.registry.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the transform topology, exactly once in effect. Several instances, in one or many processes, share the partitions.
 * The topics must exist. Thread-safe; start once, close once.
 */
public final class TransformerStreams implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TransformerStreams.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final TransformCounters counters = new TransformCounters();
    private final FailurePolicy failures = new FailurePolicy(Clock.systemUTC());
    private final CountDownLatch settled = new CountDownLatch(1);
    private final KafkaStreams streams;

    /**
     * @param mapper the plan's change mapper; when it keeps look-ups in memory it must update them by the changes it sees
     */
    public TransformerStreams(
            TransformConfig config, SchemaRegistry registry, Function<RowChange, MappedChange> mapper) {
        var transform = new RecordTransform(config.topics(), registry, mapper, config.maxRecordBytes(), counters);
        streams = new KafkaStreams(TransformTopology.build(config.topics(), transform), StreamsProperties.of(config));
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener((now, before) -> changed(now));
    }

    private void changed(KafkaStreams.State state) {
        LOGGER.atDebug().addKeyValue("state", state).log("Transformer changed its state");
        if (state != KafkaStreams.State.REBALANCING && state != KafkaStreams.State.CREATED) {
            settled.countDown();
        }
    }

    /** Returns at once; records flow when the group has its partitions. */
    public void start() {
        streams.start();
        LOGGER.atInfo().log("Transformer started");
    }

    /** Waits until it runs or has failed; false when neither happened in time. */
    public boolean awaitRunning(Duration timeout) {
        try {
            return settled.await(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    && streams.state() == KafkaStreams.State.RUNNING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Why it stopped by itself; empty while it runs. */
    public Optional<MigrationException> failure() {
        return failures.failure();
    }

    public TransformStatus status() {
        return new TransformStatus(
                streams.state().name(),
                counters.mapped(),
                counters.filtered(),
                counters.rejected(),
                lag(),
                failure().map(e -> String.valueOf(e.getMessage())));
    }

    private long lag() {
        return streams.metrics().values().stream()
                .filter(m -> m.metricName().name().equals("records-lag")
                        && m.metricName().group().equals("consumer-fetch-manager-metrics"))
                .map(Metric::metricValue)
                .filter(v -> v instanceof Double d && !d.isNaN())
                .mapToLong(v -> ((Double) v).longValue())
                .sum();
    }

    /** Finishes what is in flight, leaves the group and waits for the threads, at most 20 seconds. Idempotent. */
    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
        LOGGER.atInfo().addKeyValue("rows", counters.mapped()).log("Transformer stopped");
    }
}
