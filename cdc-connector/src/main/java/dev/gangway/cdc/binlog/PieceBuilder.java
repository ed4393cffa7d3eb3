package dev.gangway.cdc.binlog;

import dev.gangway.cdc.Cut;
import dev.gangway.cdc.Piece;
import dev.gangway.cdc.PieceLimits;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers changes into pieces: many small transactions share one, a large one is spread over several of which only the last
 * has a cut. Positions only rise; what lies at or before the position given at the start is dropped. Confined to one thread.
 */
final class PieceBuilder {
    private final PieceLimits limits;
    private final List<RowChange> changes = new ArrayList<>();
    private long bytes;
    private int changesAtCut;
    private @Nullable Cut cut;
    private BinlogOffset resume;
    private SourcePosition covered;
    private SourcePosition lastCut;
    private String open = "";
    private long openChanges;
    private String knownInPart = "";
    private long knownChanges;

    PieceBuilder(PieceLimits limits, SourcePosition covered, BinlogOffset resume) {
        this.limits = limits;
        this.covered = covered;
        this.lastCut = resume.position();
        this.resume = resume;
    }

    /** Everything up to here was handed out, now or before this start. */
    SourcePosition covered() {
        return covered;
    }

    /**
     * Drops the first changes of a transaction when it comes: they were handed on already, under positions that they had on
     * another server.
     */
    void skip(String transaction, long count) {
        knownInPart = transaction;
        knownChanges = count;
    }

    void add(RowChange change) {
        openChanges = change.transaction().equals(open) ? openChanges + 1 : 1;
        open = change.transaction();
        boolean known = open.equals(knownInPart) && openChanges <= knownChanges;
        if (change.position().isAfter(covered) && !known) {
            changes.add(change);
            bytes += PieceLimits.bytesOf(change);
        }
    }

    /**
     * All transactions are complete here.
     *
     * @param place the end of a transaction
     * @param offset where a restart begins: here, or earlier when something before is undecided
     */
    void cut(SourcePosition place, BinlogOffset offset, long timeMs) {
        // Rows that were read again at this place have positions after the place itself.
        SourcePosition position = covered.isAfter(place) && covered.isInEventOf(place) ? covered : place;
        if (lastCut.isAfter(position) || covered.isAfter(position)) {
            return;
        }
        lastCut = position;
        resume = offset;
        changesAtCut = changes.size();
        cut = new Cut(position, changes.isEmpty(), timeMs);
    }

    /** A full piece, or null when there is still room. */
    @Nullable
    Piece whenFull() {
        if (changes.size() < limits.changes() && bytes < limits.bytes()) {
            return null;
        }
        Piece complete = whenCut();
        return complete != null ? complete : part();
    }

    /** Everything up to the last cut, or null when there was none since the last piece. */
    @Nullable
    Piece whenCut() {
        Cut end = cut;
        if (end == null) {
            return null;
        }
        List<RowChange> complete = changes.subList(0, changesAtCut);
        covered = end.position();
        Piece piece = new Piece(complete, end, covered, resume.fields());
        complete.clear();
        bytes = changes.stream().mapToLong(PieceLimits::bytesOf).sum();
        changesAtCut = 0;
        cut = null;
        return piece;
    }

    private @Nullable Piece part() {
        if (changes.isEmpty()) {
            return null;
        }
        covered = changes.get(changes.size() - 1).position();
        Piece piece = new Piece(
                changes, null, covered, resume.withOpen(open, openChanges).fields());
        changes.clear();
        bytes = 0;
        return piece;
    }
}
