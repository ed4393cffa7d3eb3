package dev.gangway.cdc;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.Origin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what happened in the source, in commit order.
 *
 * <ol>
 *   <li>After {@link #start} every change after the given checkpoint is delivered, none twice, positions rising strictly.
 *   <li>A piece with a cut comes at least once a second, also when nothing happens.
 *   <li>A piece that was not acknowledged may be delivered again after a restart: from the binlog under the same positions,
 *       from the trigger log under later ones.
 *   <li>{@link #close} is idempotent and bounded in time; a closed source is not started again.
 * </ol>
 *
 * <p>{@code start}, {@code poll} and {@code acknowledge} belong to one thread; {@code drainTarget} and {@code close} may be
 * called from any.
 */
public interface ChangeSource extends AutoCloseable {

    /**
     * Checks the source and begins after this checkpoint.
     *
     * @throws dev.gangway.core.error.MigrationException when the source cannot be captured from there
     */
    void start(Checkpoint from);

    /**
     * The next piece, or null when none came in time.
     *
     * @throws dev.gangway.core.error.MigrationException when capture cannot go on; all pieces before it were delivered
     */
    @Nullable
    Piece poll(Duration wait) throws InterruptedException;

    /** Tells that the piece is durable and need not be delivered again. */
    void acknowledge(Piece piece);

    /** A position that every change committed before this call is at or below; watermarks reach it also when nothing happens. */
    SourcePosition drainTarget();

    /** Which server and file a position belongs to, for people. */
    Origin origin(SourcePosition position);

    @Override
    void close();
}
