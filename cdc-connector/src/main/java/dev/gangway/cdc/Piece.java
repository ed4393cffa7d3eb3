package dev.gangway.cdc;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bounded run of changes in position order, to be made durable in one go.
 *
 * @param cut set when all transactions are complete after these changes; null inside a large transaction
 * @param position how far the stream is covered after this piece; for a piece with a cut, the cut's position
 * @param resume what the source needs to go on after this piece; only the source reads it
 */
public record Piece(List<RowChange> changes, @Nullable Cut cut, SourcePosition position, Map<String, String> resume) {

    public Piece {
        changes = List.copyOf(changes);
        resume = Map.copyOf(resume);
    }
}
