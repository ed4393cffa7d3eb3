package dev.gangway.sink;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.BackOff;
import dev.gangway.core.retry.Bell;
import dev.gangway.core.retry.Retrying;
import dev.gangway.core.retry.Trouble;
import dev.gangway.events.KafkaErrors;
import dev.gangway.sink.read.Batch;
import dev.gangway.sink.read.RowsReader;
import dev.gangway.sink.write.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink's thread: read, cut, apply, again. After any failure it asks the target how far it is and reads from there, so a
 * commit whose outcome is unknown is neither lost nor doubled.
 */
final class SinkLoop implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final BackOff BACK_OFF = BackOff.of(Duration.ofMillis(200), Duration.ofSeconds(30));

    private final RowsReader reader;
    private final Target target;
    private final SinkMonitor monitor;
    private final Consumer<Map<TopicPartition, Long>> group;
    private final Bell bell = new Bell();
    private final Retrying retrying = Retrying.forEver(BACK_OFF, bell, this::isInterrupted, this::waits);
    private volatile boolean stopping;
    private volatile boolean pauseWanted;

    /**
     * @param group told the offsets that the target has reached
     */
    SinkLoop(RowsReader reader, Target target, SinkMonitor monitor, Consumer<Map<TopicPartition, Long>> group) {
        this.reader = reader;
        this.target = target;
        this.monitor = monitor;
        this.group = group;
    }

    private boolean isInterrupted() {
        return stopping || pauseWanted;
    }

    /** Nothing is written after the batch in work until {@link #resume}. */
    void pause() {
        pauseWanted = true;
        bell.ring();
    }

    void resume() {
        pauseWanted = false;
        bell.ring();
    }

    void stop() {
        stopping = true;
        monitor.stopped();
        bell.ring();
        reader.wakeup();
    }

    @Override
    public void run() {
        try (reader;
                target) {
            retrying.call(this::applyUntilStopped);
        } catch (MigrationException e) {
            if (e.code() != ErrorCode.INTERRUPTED) {
                failed(e);
            }
        } finally {
            monitor.stopped();
        }
    }

    private boolean applyUntilStopped() {
        try {
            while (!stopping) {
                bell.awaitWhile(() -> pauseWanted && !stopping, this::holds);
                if (!stopping) {
                    applyUntilInterrupted();
                }
            }
            return true;
        } catch (WakeupException e) {
            return true; // only stop() wakes the reader
        } catch (RuntimeException e) {
            target.close();
            throw KafkaErrors.explain(e, "reading the rows topics", "the sink");
        }
    }

    private void applyUntilInterrupted() {
        var progress = target.open();
        reader.seek(progress.offsets());
        group.accept(progress.offsets());
        monitor.connected(progress);
        while (!isInterrupted()) {
            step();
        }
    }

    /** Nothing is held on the target meanwhile; what was read and not applied is read again afterwards. */
    private void holds() {
        target.close();
        monitor.paused();
    }

    private void step() {
        reader.poll(POLL);
        for (Optional<Batch> batch = reader.buffer().next();
                batch.isPresent();
                batch = reader.buffer().next()) {
            monitor.wrote(batch.get(), target.write(batch.get()));
            group.accept(batch.get().offsets());
            retrying.progressed();
            if (isInterrupted()) {
                return;
            }
        }
        monitor.read(reader.lag(), reader.buffer().bytes());
    }

    private void waits(Trouble trouble) {
        LOGGER.atWarn()
                .addKeyValue("errorCode", trouble.error().code())
                .addKeyValue("error", trouble.error().getMessage())
                .addKeyValue("attempt", trouble.tries())
                .log("Sink waits and tries again");
        monitor.waiting(trouble);
    }

    private void failed(MigrationException e) {
        LOGGER.atError()
                .addKeyValue("errorCode", e.code())
                .addKeyValue("error", e.getMessage())
                .setCause(e.code() == ErrorCode.INTERNAL ? e : null)
                .log("Sink stops");
        monitor.failed(Trouble.last(e, retrying.failures()));
    }
}
