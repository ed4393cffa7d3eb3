package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.PositionReader;
import dev.gangway.mysql.state.BinlogEraStore;
import dev.gangway.mysql.state.DrainMarkStore;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.LookupChanges;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.SinkStateStore.Watermark;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The stream of another process, seen through what it leaves in the state. */
final class StreamView {
    private final MigrationContext context;
    private final StateSchema state;

    StreamView(MigrationContext context) {
        this.context = context;
        this.state = context.databases().state();
    }

    /** Up to where the source's changes are in the target; empty before the stream's first start. */
    Optional<Watermark> watermark() {
        return read("reading the watermark", connection -> new SinkStateStore(state).watermark(connection));
    }

    /** The watermark's position for people; empty before the stream's first start. */
    String positionText() {
        return watermark().map(mark -> mark.position().toString()).orElse("");
    }

    /** What capture has counted up to the watermark, per source table. */
    Map<String, Long> totals() {
        return read("reading what was captured", connection -> new LedgerStore(state).captured(connection));
    }

    /**
     * A position that every change committed in the source before this call is at or below. By triggers only the process that
     * captures knows it, and is asked.
     */
    SourcePosition end(Deadline deadline) {
        if (context.config().capture().mode() == CaptureConfig.Mode.BINLOG) {
            SourcePosition local =
                    new PositionReader(context.databases().source()).current().position();
            return new BinlogEraStore(state).current().position(local);
        }
        var marks = new DrainMarkStore(state);
        String question = marks.ask();
        Optional<SourcePosition> answer = marks.answerTo(question);
        while (answer.isEmpty()) {
            deadline.pause("the stream was asked for its position; does gangway delta or gangway run still run?");
            answer = marks.answerTo(question);
        }
        return answer.get();
    }

    /** Waits until everything up to a position is in the target, whole. */
    void await(SourcePosition position, Deadline deadline) {
        while (!isAt(position)) {
            deadline.pause(
                    "the target was to reach position " + position + " of the source; it is at " + positionText());
        }
    }

    /** Waits until rows that had used changed look-ups are in the target as the new answers make them; nobody writes any more. */
    void awaitLookups(Deadline deadline) {
        var lookups = new LookupChanges(state);
        boolean waited = true;
        while (waited) {
            waited = !lookups.isFollowed();
            if (waited) {
                deadline.pause("rows that had used changed look-ups were to be sent again");
            }
            await(end(deadline), deadline);
            waited |= !lookups.isFollowed();
        }
    }

    /** True when everything up to a position is in the target, whole. */
    boolean isAt(SourcePosition position) {
        return watermark().filter(mark -> mark.hasPassed(position)).isPresent();
    }

    /**
     * Waits for a sign of life: even an idle stream moves its watermark with every heartbeat.
     *
     * @throws MigrationException CUTOVER_REFUSED when there is none
     */
    void requireMoving(Deadline deadline) {
        Watermark first = watermark().orElse(null);
        while (first == null || watermark().filter(first::equals).isPresent()) {
            if (first == null || deadline.isOver()) {
                throw new MigrationException(
                        ErrorCode.CUTOVER_REFUSED,
                        "no stream moves the watermark: start gangway delta --config "
                                + context.config().file() + " and leave it running");
            }
            deadline.pause("the watermark was to move");
        }
    }

    private <T> T read(String doing, Reading<T> reading) {
        try (Connection connection = state.target().open()) {
            return reading.from(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), doing);
        }
    }

    /** Work on a connection to the target. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }
}
