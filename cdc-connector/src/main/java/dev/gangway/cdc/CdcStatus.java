package dev.gangway.cdc;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How capture stands, as one consistent snapshot.
 *
 * @param position up to where changes are in the topics
 * @param watermark position of the last watermark
 * @param watermarkTimeMs the source's time there
 * @param lastEventMs when the source made the last captured change; 0 before the first
 * @param captured changes captured since the start, per table
 * @param oversized changes that were too large for Kafka; they are parked
 * @param attempt which attempt runs or is waited for while retrying; 0 otherwise
 * @param error why capture retries or failed
 */
public record CdcStatus(
        CaptureState state,
        SourcePosition position,
        SourcePosition watermark,
        long watermarkTimeMs,
        long lastEventMs,
        Map<String, Long> captured,
        long oversized,
        int attempt,
        @Nullable MigrationException error) {

    static final CdcStatus INITIAL =
            new CdcStatus(CaptureState.STOPPED, SourcePosition.START, SourcePosition.START, 0, 0, Map.of(), 0, 0, null);

    public CdcStatus {
        captured = Map.copyOf(captured);
    }

    public long capturedTotal() {
        return captured.values().stream().mapToLong(Long::longValue).sum();
    }

    CdcStatus withState(CaptureState newState, int newAttempt, @Nullable MigrationException newError) {
        return new CdcStatus(
                newState, position, watermark, watermarkTimeMs, lastEventMs, captured, oversized, newAttempt, newError);
    }

    /** Capture runs from a checkpoint. */
    CdcStatus runningFrom(Checkpoint from) {
        return new CdcStatus(
                CaptureState.RUNNING,
                from.position(),
                watermark,
                watermarkTimeMs,
                lastEventMs,
                from.captured(),
                oversized,
                0,
                null);
    }

    /** Capture runs on after a piece; the counts are the sums with it. */
    CdcStatus after(Piece piece, Map<String, Long> nowCaptured, long nowOversized) {
        Cut cut = piece.cut();
        List<RowChange> changes = piece.changes();
        return new CdcStatus(
                CaptureState.RUNNING,
                piece.position(),
                cut == null ? watermark : cut.position(),
                cut == null ? watermarkTimeMs : cut.timeMs(),
                changes.isEmpty()
                        ? lastEventMs
                        : changes.get(changes.size() - 1).committedAtMicros() / 1000,
                changes.isEmpty() ? captured : nowCaptured,
                nowOversized,
                0,
                null);
    }
}
