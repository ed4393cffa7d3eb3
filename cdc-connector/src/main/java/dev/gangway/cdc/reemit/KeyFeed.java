package dev.gangway.cdc.reemit;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Bell;
import dev.gangway.mysql.state.ReemitQueue;
import dev.gangway.mysql.state.ReemitQueue.Batch;
import dev.gangway.mysql.state.ReemitQueue.OpenRange;
import dev.gangway.mysql.state.ReemitQueue.Part;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings capture the keys whose rows are to be sent again, one batch after the other, and notes them as sent. The state lies
 * on the target, which capture does not need otherwise: a thread of its own talks to it, and while it is away nothing is sent
 * again and everything else goes on.
 *
 * <p>A batch is the caller's from {@link #take} until one of {@link #sent}, {@link #later} and {@link #refuse}; before that
 * there is no other. Thread-safe.
 */
public final class KeyFeed implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyFeed.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final long STOP_MS = 5_000;

    private final @Nullable ReemitQueue queue;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile @Nullable Batch ready;
    private volatile @Nullable Runnable note;
    private volatile boolean taken;
    private volatile boolean closing;

    /** Nothing happens before {@link #start}; without a queue there never is a batch. */
    public KeyFeed(@Nullable ReemitQueue queue) {
        this.queue = queue;
        this.thread = new Thread(this::run, "cdc-reemit-1");
        this.thread.setDaemon(true);
    }

    public void start() {
        if (queue != null) {
            thread.start();
        }
    }

    private synchronized void offer(@Nullable Batch found) {
        if (!taken) {
            ready = found;
        }
    }

    /** The next batch, or null when there is none at hand; never waits. */
    public synchronized @Nullable Batch take() {
        Batch batch = ready;
        if (batch != null) {
            taken = true;
            ready = null;
        }
        return batch;
    }

    /** What was read of the batch is in the stream for good, at the latest at this position. */
    public void sent(Reading reading, SourcePosition position) {
        ReemitQueue known = queue;
        OpenRange range = reading.batch().range();
        long request = reading.batch().request();
        if (known != null) {
            giveBack(() -> {
                if (range == null) {
                    known.sent(request, reading.ids(), position);
                } else {
                    known.sent(
                            reading.batch(),
                            new Part(reading.rest(), reading.images().size(), reading.postponedKeys()),
                            position);
                }
            });
        }
    }

    /** The batch was overtaken by changes and is read once more. */
    public void again() {
        giveBack(() -> {});
    }

    /** The batch cannot be read now. */
    public void later(Batch batch, String why) {
        ReemitQueue known = queue;
        LOGGER.atWarn()
                .addKeyValue("table", batch.table())
                .addKeyValue("error", why)
                .log("Rows that are wanted again have to wait");
        if (known != null) {
            giveBack(() -> {
                known.trouble(batch.request(), why);
                pause(AFTER_TROUBLE);
            });
        }
    }

    /** The batch can never be read. */
    public void refuse(Batch batch, String why) {
        ReemitQueue known = queue;
        LOGGER.atWarn()
                .addKeyValue("table", batch.table())
                .addKeyValue("error", why)
                .log("Rows that are wanted again cannot be sent");
        if (known != null) {
            giveBack(() -> known.refuse(batch, why));
        }
    }

    private void giveBack(Runnable toBeNoted) {
        note = toBeNoted;
        bell.ring();
    }

    private void run() {
        while (!closing) {
            try {
                step();
            } catch (MigrationException e) {
                LOGGER.atWarn()
                        .addKeyValue("errorCode", e.code())
                        .addKeyValue("error", e.getMessage())
                        .log("The requests for rows cannot be looked at; trying again");
                pause(AFTER_TROUBLE);
            } catch (RuntimeException e) {
                LOGGER.atError()
                        .addKeyValue("error", e.getClass().getName())
                        .setCause(e)
                        .log("Looking for rows to send again failed unexpectedly; trying again");
                pause(AFTER_TROUBLE);
            }
        }
    }

    private void step() {
        Runnable toBeNoted = note;
        if (toBeNoted != null) {
            toBeNoted.run();
            note = null;
            taken = false;
        } else if (!taken && ready == null && queue != null) {
            Batch found = queue.next(KeyReader.KEYS).orElse(null);
            offer(found);
            if (found == null) {
                bell.await(LOOK, () -> closing);
            }
        } else {
            bell.await(LOOK, () -> closing || note != null || (!taken && ready == null));
        }
    }

    private void pause(Duration time) {
        bell.await(time, () -> closing);
    }

    /** Idempotent. What is not noted as sent is sent again by the next capture. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join(200);
            thread.interrupt();
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
