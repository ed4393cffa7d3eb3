package dev.gangway.sink.write;

import dev.gangway.sink.read.Batch;

/** Where batches go. One thread at a time. */
public interface Target extends AutoCloseable {

    /**
     * Connects and says how far the target is. The first call fences off every other sink of the source-id; later calls, after
     * a failure whose outcome is unknown, only connect again.
     */
    Progress open();

    /**
     * Applies the batch with its offsets, watermark and counts, all or nothing.
     *
     * @throws dev.gangway.core.error.MigrationException with a retriable code when the batch may be applied after
     *     {@link #open()}, {@code FENCED} when another sink has taken over
     */
    Written write(Batch batch);

    /** Disconnects; what was not committed is undone. Idempotent. */
    @Override
    void close();
}
