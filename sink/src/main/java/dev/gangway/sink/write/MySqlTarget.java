package dev.gangway.sink.write;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.BackOff;
import dev.gangway.core.retry.Retrying;
import dev.gangway.core.retry.Trouble;
import dev.gangway.derivations.AnswerWatch;
import dev.gangway.derivations.TouchedKeys;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.SchemaRegistry;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.WriteLosses;
import dev.gangway.sink.read.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The target database with the state schema beside it. The epoch is claimed once; a sink that lost it never writes again.
 */
public final class MySqlTarget implements Target {
    private static final Logger LOGGER = LoggerFactory.getLogger(MySqlTarget.class);
    private static final int TRIES_ON_CONFLICT = 4;
    private static final BackOff BACK_OFF = BackOff.of(Duration.ofMillis(20), Duration.ofMillis(200));
    private static final int VALID_SECONDS = 5;
    private static final int MAX_STATEMENT_BYTES = 3 << 20;

    private final Database database;
    private final SinkStateStore state;
    private final LedgerStore ledger;
    private final BatchTransaction transaction;
    private final String owner;
    private @Nullable Connection connection;
    private long epoch;

    MySqlTarget(StateSchema schema, BatchTransaction transaction, String owner) {
        this.database = schema.target();
        this.state = new SinkStateStore(schema);
        this.ledger = new LedgerStore(schema);
        this.transaction = transaction;
        this.owner = owner;
    }

    /**
     * Makes the target; connects with {@link #open()}.
     *
     * @param owner names this process to a person whose sink was fenced off by it
     */
    public static MySqlTarget create(
            StateSchema schema,
            TargetShape shape,
            Topics topics,
            SchemaRegistry registry,
            ParkedPublisher publisher,
            String owner) {
        Database database = schema.target();
        var sql = new RowSql(database.flavor(), schema.names(), MAX_STATEMENT_BYTES);
        var losses = new WriteLosses();
        var writer = new RowWriter(sql, new NullCoercion(Clock.systemUTC()), losses);
        var parked = new ParkedRecords(registry, topics.parked(), shape.plan());
        var touched = new TouchedKeys(
                shape.derivations(),
                schema.names(),
                new AnswerWatch(shape.lookups().plan(), schema.names()));
        var tools = new BatchTools(writer, sql, losses, touched);
        var transaction = new BatchTransaction(shape, tools, schema, parked, publisher, Clock.systemUTC());
        return new MySqlTarget(schema, transaction, owner);
    }

    @Override
    public Progress open() {
        close();
        Connection fresh = database.open();
        connection = fresh;
        transaction.undone();
        try {
            transaction.prepare(fresh);
            fresh.setAutoCommit(false);
            if (epoch == 0) {
                epoch = state.claimEpoch(fresh, owner);
            } else {
                state.checkEpoch(fresh, epoch);
            }
            Progress progress = progress(fresh);
            fresh.commit();
            LOGGER.atInfo()
                    .addKeyValue("epoch", epoch)
                    .addKeyValue("position", progress.position())
                    .log("Sink connected to the target");
            return progress;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "reading the sink's state");
        }
    }

    private Progress progress(Connection open) throws SQLException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        state.offsets(open).forEach((p, offset) -> offsets.put(new TopicPartition(p.topic(), p.number()), offset));
        long accounted = ledger.accounted(open);
        return state.watermark(open)
                .map(w -> new Progress(offsets, w.position(), w.sourceMicros() / 1000, w.complete(), accounted))
                .orElseGet(() -> new Progress(offsets, SourcePosition.START, 0, true, accounted));
    }

    @Override
    public Written write(Batch batch) {
        Connection open = connection;
        if (open == null) {
            throw new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "The sink is not connected to the target");
        }
        return Retrying.times(TRIES_ON_CONFLICT, BACK_OFF, MySqlTarget::metALock)
                .only(Recovery.RETRY_HERE)
                .call(() -> {
                    try {
                        return write(open, batch);
                    } catch (SQLException e) {
                        throw SqlErrors.translate(cause(open, e), database.config(), "applying changes");
                    }
                });
    }

    private static void metALock(Trouble trouble) {
        LOGGER.atInfo()
                .addKeyValue("attempt", trouble.tries())
                .addKeyValue("error", trouble.error().getMessage())
                .log("Batch met a lock and is tried again");
    }

    /** Once the connection is gone the driver reports all kinds of things. */
    private static SQLException cause(Connection open, SQLException e) {
        try {
            return SqlErrors.isRetriable(e) || open.isValid(VALID_SECONDS)
                    ? e
                    : new SQLException("The connection broke", "08S01", e);
        } catch (SQLException invalid) {
            return new SQLException("The connection broke", "08S01", e);
        }
    }

    private Written write(Connection open, Batch batch) throws SQLException {
        try {
            state.checkEpoch(open, epoch);
            Written written = transaction.write(open, batch);
            open.commit();
            transaction.committed();
            return written;
        } catch (SQLException | RuntimeException e) {
            rollback(open, e);
            transaction.undone();
            throw e;
        }
    }

    private static void rollback(Connection open, Exception cause) {
        try {
            open.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try (open) {
            open.rollback();
        } catch (SQLException e) {
            LOGGER.atDebug().addKeyValue("error", e.getErrorCode()).log("Closing the target's connection failed");
        }
    }
}
