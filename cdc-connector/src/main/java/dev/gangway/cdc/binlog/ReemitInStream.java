package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.Checkpoint;
import dev.gangway.cdc.Cut;
import dev.gangway.cdc.Piece;
import dev.gangway.cdc.PieceLimits;
import dev.gangway.cdc.binlog.LockedRows.Placed;
import dev.gangway.cdc.reemit.KeyFeed;
import dev.gangway.cdc.reemit.KeyReader;
import dev.gangway.cdc.reemit.Reading;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.BinlogEra;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.ReemitQueue.Batch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows that are wanted again into the pieces of the binlog, exactly where they look so: after every change up to the
 * higher of the places that {@link LockedRows} gives, before every later one. Rows that were changed between the two places
 * are read once more. The rest makes a piece with a cut of its own, whose positions are the place's with rising row numbers.
 * One thread at a time.
 */
final class ReemitInStream implements AutoCloseable {
    private static final long BUSY_NANOS = 500_000_000L;
    private static final Duration SHORT_WAIT = Duration.ofMillis(10);

    private final KeyFeed feed;
    private final KeyReader reader;
    private final LockedRows rows;
    private final CapturedTables tables;
    private final Database source;
    private final Deque<Piece> ready = new ArrayDeque<>();
    private final Deque<Sending> sending = new ArrayDeque<>();
    private @Nullable Placed waiting;
    private @Nullable Overtaken overtaken;
    private SourcePosition delivered;
    private Map<String, String> resume;
    private boolean betweenTransactions;
    private long lastInsert = System.nanoTime() - BUSY_NANOS;

    ReemitInStream(
            KeyFeed feed, CapturedTables tables, Database source, PieceLimits limits, Checkpoint from, BinlogEra era) {
        this.feed = feed;
        this.tables = tables;
        this.reader = new KeyReader(tables, source.config().prefix(), limits);
        this.rows = new LockedRows(source, reader, era);
        this.source = source;
        this.delivered = from.position();
        this.resume = from.resume();
    }

    private record Sending(Reading reading, SourcePosition position) {}

    /** A piece that is to be delivered before the binlog is asked for its next one; null when there is none. */
    @Nullable
    Piece next() {
        if (ready.isEmpty() && betweenTransactions) {
            look();
            Placed placed = waiting;
            if (placed != null && hasCome(placed, delivered)) {
                insert(placed);
            }
        }
        return ready.isEmpty() ? null : handOut(ready.remove());
    }

    /** How long to wait for the binlog's next piece: while rows are sent again the next ones are at hand soon. */
    Duration patience(Duration wait) {
        return System.nanoTime() - lastInsert < BUSY_NANOS ? SHORT_WAIT : wait;
    }

    /** Takes the binlog's next piece and gives what is to be delivered instead. */
    Piece around(Piece piece) {
        Placed placed = waiting;
        if (placed == null) {
            ready.add(piece);
        } else {
            divide(piece, placed);
        }
        return handOut(ready.remove());
    }

    private Piece handOut(Piece piece) {
        Piece out = notBackwards(piece);
        delivered = out.position();
        betweenTransactions = out.cut() != null;
        if (betweenTransactions) {
            resume = out.resume();
        }
        return out;
    }

    /** The binlog still stands at the place where rows were inserted after its last cut. */
    private Piece notBackwards(Piece piece) {
        Cut cut = piece.cut();
        boolean behind = piece.changes().isEmpty() && delivered.isAfter(piece.position());
        if (!behind || cut == null) {
            return piece;
        }
        return new Piece(List.of(), new Cut(delivered, cut.heartbeat(), cut.timeMs()), delivered, piece.resume());
    }

    private void look() {
        Batch batch = waiting == null ? feed.take() : null;
        if (batch == null) {
            return;
        }
        String objection = reader.objection(batch).orElse(null);
        if (objection != null) {
            feed.refuse(batch, objection);
            return;
        }
        try {
            Placed placed = rows.read(batch);
            if (placed.reading().isHeldUp()) {
                feed.later(batch, "An open transaction on the source holds the rows");
            } else {
                waiting = placed;
                overtaken = new Overtaken(placed, tables);
            }
        } catch (SQLException e) {
            feed.later(batch, message(SqlErrors.translate(e, source.config(), "reading rows again")));
        } catch (MigrationException e) {
            feed.later(batch, message(e));
        }
    }

    private static String message(MigrationException e) {
        return e.code() + ": " + e.getMessage();
    }

    private static boolean hasCome(Placed placed, SourcePosition cut) {
        return !placed.high().isAfter(cut);
    }

    private void divide(Piece piece, Placed placed) {
        int count = 0;
        while (count < piece.changes().size()
                && placed.high().isAfter(piece.changes().get(count).position())) {
            look(piece.changes().get(count));
            count++;
        }
        boolean allBefore = count == piece.changes().size();
        Cut cut = piece.cut();
        if (allBefore && (cut == null || !hasCome(placed, cut.position()))) {
            ready.add(piece);
        } else if (allBefore) {
            ready.add(piece);
            insertAfter(placed, piece.position().isAfter(delivered) ? piece.position() : delivered, piece.resume());
        } else {
            List<RowChange> before = piece.changes().subList(0, count);
            if (!before.isEmpty()) {
                long timeMs = before.get(count - 1).committedAtMicros() / 1000;
                ready.add(new Piece(before, new Cut(placed.high(), false, timeMs), placed.high(), resume));
            }
            insertAfter(placed, before.isEmpty() ? later(placed.high(), delivered) : placed.high(), resume);
            ready.add(new Piece(
                    piece.changes().subList(count, piece.changes().size()), cut, piece.position(), piece.resume()));
        }
    }

    private void look(RowChange change) {
        Overtaken known = overtaken;
        if (known != null) {
            known.look(change);
        }
    }

    private static SourcePosition later(SourcePosition a, SourcePosition b) {
        return a.isAfter(b) ? a : b;
    }

    private void insert(Placed placed) {
        insertAfter(placed, delivered, resume);
    }

    private void insertAfter(Placed placed, SourcePosition last, Map<String, String> resumeHere) {
        Overtaken known = overtaken;
        Reading reading = known == null ? placed.reading() : known.sure().orElse(null);
        waiting = null;
        overtaken = null;
        lastInsert = System.nanoTime();
        if (reading == null || (reading.images().isEmpty() && reading.batch().range() == null)) {
            feed.again();
            return;
        }
        ready.add(piece(reading, last, resumeHere));
    }

    private Piece piece(Reading reading, SourcePosition last, Map<String, String> resumeHere) {
        long nowMs = System.currentTimeMillis();
        var changes = new ArrayList<RowChange>(reading.images().size());
        SourcePosition position = last;
        for (Reading.Image image : reading.images()) {
            position = new SourcePosition(position.log(), position.offset(), position.row() + 1);
            changes.add(new RowChange(
                    reading.table().name(),
                    image.operation(),
                    image.key(),
                    image.row(),
                    position,
                    "again:" + last.log() + ":" + last.offset(),
                    nowMs * 1000,
                    nowMs * 1000));
        }
        sending.add(new Sending(reading, position));
        return new Piece(changes, new Cut(position, changes.isEmpty(), nowMs), position, resumeHere);
    }

    /** Everything up to this position is in Kafka for good. */
    void acknowledge(SourcePosition position) {
        Sending first = sending.peek();
        if (first != null && !first.position().isAfter(position)) {
            sending.remove();
            feed.sent(first.reading(), first.position());
        }
    }

    @Override
    public void close() {
        feed.close();
        rows.close();
    }
}
