package dev.gangway.cdc;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Trouble;
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
 * @param trouble why capture retries or failed
 */
public record CdcStatus(
        CaptureState state,
        SourcePosition position,
        SourcePosition watermark,
        long watermarkTimeMs,
        long lastEventMs,
        Map<String, Long> captured,
        long oversized,
        @Nullable Trouble trouble) {

    static final CdcStatus INITIAL =
            new CdcStatus(CaptureState.STOPPED, SourcePosition.START, SourcePosition.START, 0, 0, Map.of(), 0, null);

    public CdcStatus {
        captured = Map.copyOf(captured);
    }

    public long capturedTotal() {
        return captured.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Why capture retries or failed. */
    public @Nullable MigrationException error() {
        return trouble == null ? null : trouble.error();
    }

    CdcStatus withState(CaptureState newState, @Nullable Trouble newTrouble) {
        return new CdcStatus(
                newState, position, watermark, watermarkTimeMs, lastEventMs, captured, oversized, newTrouble);
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
                null);
    }
}
