package dev.gangway.cdc;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.BackOff;
import dev.gangway.core.retry.Bell;
import dev.gangway.core.retry.Retrying;
import dev.gangway.core.retry.Trouble;
import dev.gangway.events.KafkaErrors;
import dev.gangway.events.registry.SchemaRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries changes from a source to Kafka, each exactly once.
 *
 * <ol>
 *   <li>Only one connector of a source-id writes: a second one takes over and the first stops with FENCED.
 *   <li>After a crash anywhere, a new start goes on at the last committed checkpoint; nothing is lost or doubled.
 *   <li>What may pass by itself is tried again with growing pauses; anything else stops capture and stands in the status.
 *   <li>A pause ends reading the source, and only {@link #resume} ends the pause.
 * </ol>
 *
 * <p>Thread-safe. The work is done by one thread of its own.
 */
public final class CdcConnector implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CdcConnector.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration STOP_SOON = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final CdcConfig config;
    private final CapturedTables tables;
    private final SchemaRegistry registry;
    private final Supplier<ChangeSource> sources;
    private final Checkpoint initial;
    private final Claim claim = new Claim();
    private final Bell bell = new Bell();
    private final Retrying retrying;
    private final Thread thread;

    private volatile CdcStatus status = CdcStatus.INITIAL;
    private volatile @Nullable ChangeSource current;
    private volatile boolean closing;
    private volatile boolean pauseWanted;
    /** True while the thread may be interrupted: what it does is undone or done again at the next start. */
    private volatile boolean interruptible;

    /**
     * @param sources makes a source for every attempt; the connector closes it
     * @param initial where capture begins when this source-id never committed anything
     */
    public CdcConnector(
            CdcConfig config,
            CapturedTables tables,
            SchemaRegistry registry,
            Supplier<ChangeSource> sources,
            Checkpoint initial) {
        this.config = config;
        this.tables = tables;
        this.registry = registry;
        this.sources = sources;
        this.initial = initial;
        this.retrying = Retrying.forEver(
                BackOff.of(FIRST_WAIT, config.maxBackOff()), bell, () -> closing || pauseWanted, this::waits);
        this.thread = new Thread(this::run, "cdc-capture-1");
    }

    /** Begins in the background; what goes wrong stands in the status. To be called once. */
    public void start() {
        status = status.withState(CaptureState.STARTING, null);
        thread.start();
    }

    public CdcStatus status() {
        return status;
    }

    /** Stops reading after the piece at hand. Kafka keeps what was captured. */
    public void pause() {
        pauseWanted = true;
        bell.ring();
    }

    /** Ends a pause; capture goes on where it stopped. */
    public void resume() {
        pauseWanted = false;
        bell.ring();
    }

    /**
     * A position that watermarks will reach and that every change committed in the source before this call is at or below.
     *
     * @throws MigrationException when capture is not running
     */
    public SourcePosition drainTarget() {
        ChangeSource source = current;
        if (source == null) {
            throw new MigrationException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "Capture of " + config.topics().sourceId() + " is " + status.state()
                            + ": there is no end to wait for; look at its status");
        }
        return source.drainTarget();
    }

    /** A piece at hand is finished, unless its broker or source keeps it waiting for longer than some seconds. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        try {
            thread.join(STOP_SOON.toMillis());
            if (thread.isAlive() && interruptible) {
                thread.interrupt();
            }
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOGGER.atWarn().addKeyValue("durationMs", STOP_LIMIT.toMillis()).log("Capture did not stop in time");
            thread.interrupt();
        }
    }

    private void run() {
        try {
            retrying.call(this::captureUntilClosed);
            status = status.withState(CaptureState.STOPPED, null);
        } catch (MigrationException e) {
            if (e.code() == ErrorCode.INTERRUPTED) {
                status = status.withState(CaptureState.STOPPED, null);
            } else {
                fail(e);
            }
        }
    }

    private void fail(MigrationException error) {
        status = status.withState(CaptureState.FAILED, Trouble.last(error, retrying.failures()));
        LOGGER.atError()
                .addKeyValue("errorCode", error.code())
                .addKeyValue("error", error.getMessage())
                .log("Capture stopped");
        LOGGER.atDebug().setCause(error).log("Capture stopped");
    }

    private void waits(Trouble trouble) {
        status = status.withState(CaptureState.RETRYING, trouble);
        LOGGER.atWarn()
                .addKeyValue("errorCode", trouble.error().code())
                .addKeyValue("error", trouble.error().getMessage())
                .addKeyValue("attempt", trouble.tries())
                .log("Capture is interrupted; trying again");
    }

    private boolean captureUntilClosed() {
        try {
            while (!closing) {
                bell.awaitWhile(
                        () -> pauseWanted && !closing, () -> status = status.withState(CaptureState.PAUSED, null));
                if (!closing) {
                    capture();
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Capture was interrupted", e);
        } catch (RuntimeException e) {
            throw KafkaErrors.explain(e, "writing changes at " + config.bootstrapServers(), "capture");
        }
    }

    /** One run from the last checkpoint, until something fails, a pause or the end is wanted. */
    private void capture() throws InterruptedException {
        try (ChangeSource source = sources.get();
                var publisher = new ChangePublisher(config, tables, registry, source, claim)) {
            interruptible = true;
            carry(source, publisher);
        }
    }

    private void carry(ChangeSource source, ChangePublisher publisher) throws InterruptedException {
        try {
            Checkpoint from = publisher.takeOver(initial);
            source.start(from);
            current = source;
            status = status.runningFrom(from);
            while (!closing && !pauseWanted) {
                Piece piece = source.poll(POLL);
                if (piece != null) {
                    publisher.publish(piece);
                    source.acknowledge(piece);
                    status = status.after(piece, publisher.captured(), publisher.oversized());
                    retrying.progressed();
                }
            }
        } finally {
            interruptible = false;
            current = null;
        }
    }
}
