package dev.gangway.cdc.triggers;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.ChangeSource;
import dev.gangway.cdc.Checkpoint;
import dev.gangway.cdc.Piece;
import dev.gangway.cdc.PieceLimits;
import dev.gangway.cdc.reemit.KeyFeed;
import dev.gangway.cdc.reemit.KeyReader;
import dev.gangway.cdc.reemit.Reading;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.Origin;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.ReemitQueue;
import dev.gangway.mysql.state.ReemitQueue.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures from the logs that {@link TriggerLog} installed. Several changes of one row between two looks arrive as one; every
 * look is one consistent snapshot and ends with a cut. Log rows are deleted when they are durable in Kafka, so what was read
 * but not acknowledged is read again, under a later position.
 */
public final class TriggerLogChangeSource implements ChangeSource {
    private static final Logger LOGGER = LoggerFactory.getLogger(TriggerLogChangeSource.class);
    private static final Duration BUSY = Duration.ofMillis(50);
    private static final int UNKNOWN_COLUMN = 1054;
    private static final int UNKNOWN_TABLE = 1146;

    private final Database source;
    private final CapturedTables tables;
    private final PieceLimits limits;
    private final Duration idle;
    private final TriggerLog triggers;
    private final KeyFeed feed;
    private final KeyReader reader;
    private final AtomicLong nextNumber = new AtomicLong(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();
    private volatile boolean closing;

    private @Nullable Connection reading;
    private @Nullable Connection deleting;
    private @Nullable LogBatch batch;
    private @Nullable Reading again;
    private Map<LogTable, ReadIds> unacknowledged = Map.of();
    private long nextLook = System.nanoTime();

    /**
     * @param idle pause after a look that found nothing; after one that did the next follows at once
     */
    public TriggerLogChangeSource(Database source, CapturedTables tables, PieceLimits limits, Duration idle) {
        this(source, tables, limits, idle, null);
    }

    /** {@code wantedAgain}: whose rows are sent again; null when nobody asks. */
    public TriggerLogChangeSource(
            Database source,
            CapturedTables tables,
            PieceLimits limits,
            Duration idle,
            @Nullable ReemitQueue wantedAgain) {
        this.source = source;
        this.tables = tables;
        this.limits = limits;
        this.idle = idle;
        this.triggers = new TriggerLog(source, tables);
        this.feed = new KeyFeed(wantedAgain);
        this.reader = new KeyReader(tables, source.config().prefix(), limits);
    }

    /** The checkpoint that capture begins with when there is none yet. */
    public static Checkpoint initial() {
        return new Checkpoint(SourcePosition.START, Map.of(), Map.of(), 0);
    }

    @Override
    public void start(Checkpoint from) {
        triggers.verify();
        nextNumber.set(from.position().log() + 1);
        reading = source.open();
        deleting = source.open();
        feed.start();
        LOGGER.atInfo()
                .addKeyValue("tables", tables.tables().size())
                .addKeyValue("batch", nextNumber.get())
                .log("Trigger log capture started");
    }

    @Override
    public @Nullable Piece poll(Duration wait) throws InterruptedException {
        Connection connection = reading;
        if (connection == null || (batch == null && !lookIsDue(wait))) {
            return null;
        }
        try {
            LogBatch current = batch == null ? open(connection) : batch;
            batch = current;
            Piece piece = current.next();
            if (piece.cut() != null) {
                end(connection, current, piece);
            }
            return piece;
        } catch (SQLException e) {
            throw explain(e, "reading the trigger logs");
        }
    }

    private boolean lookIsDue(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = Math.min(wait.toNanos(), nextLook - System.nanoTime());
            while (left > 0 && !closing) {
                left = closed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return !closing && System.nanoTime() - nextLook >= 0;
    }

    private LogBatch open(Connection connection) throws SQLException {
        long number = nextNumber.getAndIncrement();
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
        }
        var logs = new LogReader(connection);
        var opened = new LogBatch(number, logs, logs.withRows(triggers.logs()), tables, limits);
        again = readAgain(connection);
        if (again != null) {
            opened.addAgain(again);
        }
        return opened;
    }

    /** Rows that are wanted again, as the snapshot has them. */
    private @Nullable Reading readAgain(Connection connection) throws SQLException {
        Batch wanted = feed.take();
        if (wanted == null) {
            return null;
        }
        String objection = reader.objection(wanted).orElse(null);
        if (objection != null) {
            feed.refuse(wanted, objection);
            return null;
        }
        return reader.read(connection, wanted);
    }

    private void end(Connection connection, LogBatch ended, Piece last) throws SQLException {
        batch = null;
        unacknowledged = ended.ids();
        boolean found = again != null || last.cut() == null || !last.cut().heartbeat();
        nextLook = System.nanoTime() + (found ? BUSY : idle).toNanos();
        try (var statement = connection.createStatement()) {
            statement.execute("COMMIT");
        }
    }

    @Override
    public void acknowledge(Piece piece) {
        Reading sent = again;
        if (piece.cut() != null && sent != null) {
            again = null;
            feed.sent(sent, piece.position());
        }
        Connection connection = deleting;
        if (piece.cut() == null || unacknowledged.isEmpty() || connection == null) {
            return;
        }
        try {
            for (Map.Entry<LogTable, ReadIds> read : unacknowledged.entrySet()) {
                new LogCleaner(connection, read.getKey()).delete(read.getValue());
            }
            unacknowledged = Map.of();
        } catch (SQLException e) {
            throw explain(e, "deleting read rows from the trigger logs");
        }
    }

    private MigrationException explain(SQLException e, String doing) {
        if (e.getErrorCode() == UNKNOWN_COLUMN || e.getErrorCode() == UNKNOWN_TABLE) {
            return new MigrationException(
                    ErrorCode.SOURCE_SCHEMA_CHANGED,
                    "Source database " + source.config().address() + ": " + doing
                            + " failed because a captured table or"
                            + " column is gone (" + e.getErrorCode()
                            + "); undo the change of structure, or adapt the map"
                            + " files and load this source again",
                    e);
        }
        return SqlErrors.translate(e, source.config(), doing);
    }

    /** The next batch begins after this call, so it sees everything committed before. */
    @Override
    public SourcePosition drainTarget() {
        return new SourcePosition(nextNumber.get(), 0, 0);
    }

    @Override
    public Origin origin(SourcePosition position) {
        return new Origin(source.config().host() + ":" + source.config().port(), "");
    }

    @Override
    public void close() {
        closing = true;
        lock.lock();
        try {
            closed.signalAll();
        } finally {
            lock.unlock();
        }
        feed.close();
        close(reading);
        close(deleting);
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOGGER.atDebug().setCause(e).log("Connection to the source not closed cleanly");
        }
    }
}
