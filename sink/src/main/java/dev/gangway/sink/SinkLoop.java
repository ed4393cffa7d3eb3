package dev.gangway.sink;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.sink.read.Batch;
import dev.gangway.sink.read.RowsReader;
import dev.gangway.sink.write.Target;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
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
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final RowsReader reader;
    private final Target target;
    private final SinkMonitor monitor;
    private volatile boolean stopping;
    private Duration pause = FIRST_PAUSE;

    SinkLoop(RowsReader reader, Target target, SinkMonitor monitor) {
        this.reader = reader;
        this.target = target;
        this.monitor = monitor;
    }

    void stop() {
        stopping = true;
        monitor.stopped();
        reader.wakeup();
    }

    @Override
    public void run() {
        try (reader;
                target) {
            while (!stopping && attempt()) {
                monitor.pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } finally {
            monitor.stopped();
        }
    }

    /** Works until something fails; false when it is not to be tried again. */
    private boolean attempt() {
        try {
            var progress = target.open();
            reader.seek(progress.offsets());
            monitor.connected(progress);
            while (!stopping) {
                step();
            }
            return false;
        } catch (WakeupException e) {
            return !stopping;
        } catch (InterruptException e) {
            throw e;
        } catch (MigrationException e) {
            return failed(e);
        } catch (KafkaException e) {
            return failed(classify(e));
        } catch (RuntimeException e) {
            return failed(new MigrationException(
                    ErrorCode.INTERNAL, "The sink failed with " + e.getClass().getSimpleName(), e));
        }
    }

    private void step() {
        reader.poll(POLL);
        for (Optional<Batch> batch = reader.buffer().next();
                batch.isPresent();
                batch = reader.buffer().next()) {
            monitor.wrote(batch.get(), target.write(batch.get()));
            pause = FIRST_PAUSE;
            if (stopping) {
                return;
            }
        }
        monitor.read(reader.lag(), reader.buffer().bytes());
    }

    private boolean failed(MigrationException e) {
        target.close();
        if (e.code().isRetriable()) {
            LOGGER.atWarn()
                    .addKeyValue("errorCode", e.code())
                    .addKeyValue("error", e.getMessage())
                    .log("Sink waits and tries again");
            monitor.waiting(e);
            return true;
        }
        LOGGER.atError()
                .addKeyValue("errorCode", e.code())
                .addKeyValue("error", e.getMessage())
                .setCause(e.code() == ErrorCode.INTERNAL ? e : null)
                .log("Sink stops");
        monitor.failed(e);
        return false;
    }

    private static MigrationException classify(KafkaException e) {
        if (e instanceof AuthenticationException || e instanceof AuthorizationException) {
            return new MigrationException(
                    ErrorCode.TOPIC_INVALID,
                    "Kafka refused the sink: check user, password and rights in <kafka> (" + e.getMessage() + ")",
                    e);
        }
        boolean passes = e instanceof RetriableException;
        return new MigrationException(
                passes ? ErrorCode.BROKER_UNAVAILABLE : ErrorCode.INTERNAL,
                "Reading the rows topics failed: " + e.getMessage(),
                e);
    }
}
