package dev.gangway.sink;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.KafkaErrors;
import dev.gangway.events.registry.SchemaRegistry;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.sink.read.RowEventDecoder;
import dev.gangway.sink.read.RowsReader;
import dev.gangway.sink.write.MySqlTarget;
import dev.gangway.sink.write.ParkedPublisher;
import dev.gangway.sink.write.Target;
import dev.gangway.sink.write.TargetShape;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries mapped changes from the rows topics into the target: consistent (always at a cut of the source), in order, and
 * exactly once in effect, because offsets live in the target's own transactions; its group in Kafka is told them for others to see. Only the newest sink of a source-id writes.
 * Thread-safe; start once, close once.
 */
public final class Sink implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Sink.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final SinkMonitor monitor;
    private final SinkLoop loop;
    private final AutoCloseable parkedTopic;
    private final GroupOffsets group;
    private final Thread thread;

    private Sink(SinkLoop loop, SinkMonitor monitor, AutoCloseable parkedTopic, GroupOffsets group) {
        this.loop = loop;
        this.monitor = monitor;
        this.parkedTopic = parkedTopic;
        this.group = group;
        this.thread = new Thread(loop, "sink-apply-1");
    }

    /**
     * Makes a sink; topics and state schema must exist.
     *
     * @param shape what can be written
     */
    public static Sink create(SinkConfig config, SchemaRegistry registry, StateSchema state, TargetShape shape) {
        var publisher = new ParkedPublisher(KafkaClients.producer(config), registry, config.topics());
        try {
            Target mysql = MySqlTarget.create(state, shape, config.topics(), registry, publisher, config.owner());
            return create(config, registry, mysql, publisher);
        } catch (RuntimeException e) {
            publisher.close();
            throw e;
        }
    }

    private static Sink create(SinkConfig config, SchemaRegistry registry, Target target, AutoCloseable parkedTopic) {
        var consumer = KafkaClients.consumer(config);
        try {
            RowsReader reader =
                    RowsReader.open(consumer, new RowEventDecoder(registry), config.topics(), config.limits());
            var monitor = new SinkMonitor(Clock.systemUTC());
            var group = new GroupOffsets(config);
            return new Sink(new SinkLoop(reader, target, monitor, group::reached), monitor, parkedTopic, group);
        } catch (RuntimeException e) {
            consumer.close();
            throw KafkaErrors.explain(e, "looking for the rows topics", "the sink");
        }
    }

    /** Returns at once. */
    public void start() {
        thread.start();
        LOGGER.atInfo().log("Sink started");
    }

    /** Writes nothing after the batch in work, at the latest in a fifth of a second when none is; may be called before the start. */
    public void pause() {
        loop.pause();
    }

    /** Ends a pause; the sink goes on where the target is. */
    public void resume() {
        loop.resume();
    }

    public SinkStatus status() {
        return monitor.status();
    }

    /** Why it stopped by itself; empty while it runs or waits. */
    public Optional<MigrationException> failure() {
        return monitor.failure();
    }

    /**
     * Waits until everything up to a source position is in the target and the target is at a cut.
     *
     * @return false when time is up, or the sink ended before
     */
    public boolean awaitDrained(SourcePosition position, Duration timeout) {
        try {
            return monitor.awaitPosition(position, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Finishes the transaction in hand and waits for the thread, at most 20 seconds. Idempotent. */
    @Override
    public void close() {
        loop.stop();
        if (thread.getState() == Thread.State.NEW) {
            thread.start(); // never started: it only lets go of its clients
        }
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
            group.close();
            parkedTopic.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOGGER.atDebug().setCause(e).log("Closing the parked topic's producer failed");
        }
        LOGGER.atInfo().addKeyValue("position", status().position()).log("Sink stopped");
    }
}
