package dev.gangway.cdc.binlog;

import dev.gangway.cdc.reemit.KeyReader;
import dev.gangway.cdc.reemit.Reading;
import dev.gangway.core.position.BinlogEra;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.read.PositionReader;
import dev.gangway.mysql.state.ReemitQueue.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads rows between two places of the binlog. Each row is locked for reading while it is read, one at a time: a transaction
 * that stands in the binlog may not be visible to others yet, and only its lock tells. A row that nobody has changed between
 * the two places therefore looks at both as it was read. Whoever holds one lock only and waits for no second one cannot make
 * a transaction of the shop fail. Tables without transactions know no locks: their rows may look as they do a moment later, and
 * the changes up to that moment follow. One thread at a time.
 */
final class LockedRows implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LockedRows.class);
    /** Somebody's open transaction must not hold up the stream; seconds, the shortest that servers know. */
    private static final int LOCK_WAIT = 1;

    private final Database source;
    private final KeyReader reader;
    private final BinlogEra era;
    private @Nullable Connection connection;

    LockedRows(Database source, KeyReader reader, BinlogEra era) {
        this.source = source;
        this.reader = reader;
        this.era = era;
    }

    /**
     * Rows and the places around their reading; at both a transaction ends.
     *
     * @param low everything up to here is in the rows
     * @param high nothing after here is in them
     */
    record Placed(Reading reading, SourcePosition low, SourcePosition high) {}

    /** A failure leaves nothing locked. */
    Placed read(Batch batch) throws SQLException {
        try {
            Connection open = open();
            var place = new PositionReader(source);
            SourcePosition low = era.position(place.end(open));
            Reading reading = reader.readLocked(open, batch);
            return new Placed(reading, low, era.position(place.end(open)));
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** In this isolation every plain SELECT locks, and needs no right beyond SELECT. */
    private Connection open() throws SQLException {
        Connection known = connection;
        if (known == null) {
            known = source.openForScripts();
            connection = known;
            try (var statement = known.createStatement()) {
                statement.execute("SET SESSION innodb_lock_wait_timeout = " + LOCK_WAIT);
                seePresentRows(statement);
            }
            known.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            known.setAutoCommit(false);
        }
        return known;
    }

    /** MariaDB refuses since 11.6 to lock a row that somebody has changed since the transaction began, which is what locks are for here. */
    private static void seePresentRows(Statement statement) throws SQLException {
        boolean refuses;
        try (var row = statement.executeQuery("SHOW SESSION VARIABLES LIKE 'innodb_snapshot_isolation'")) {
            refuses = row.next() && "ON".equals(row.getString(2));
        }
        if (refuses) {
            statement.execute("SET SESSION innodb_snapshot_isolation = OFF");
        }
    }

    @Override
    public void close() {
        Connection known = connection;
        connection = null;
        try {
            if (known != null) {
                known.close();
            }
        } catch (SQLException e) {
            LOGGER.atDebug().setCause(e).log("Connection to the source not closed cleanly");
        }
    }
}
