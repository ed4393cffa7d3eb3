package dev.gangway.cdc;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.row.Row;
import org.jspecify.annotations.Nullable;

/** How large a piece may get before it is cut off, even inside a transaction. */
public record PieceLimits(int changes, long bytes) {
    public static final PieceLimits DEFAULT = new PieceLimits(5_000, 8L << 20);

    /** About how much memory the values of a change take. */
    public static long bytesOf(RowChange change) {
        return 64 + bytesOf(change.before()) + bytesOf(change.after());
    }

    /** About how much memory the values of a row take. */
    public static long bytesOf(@Nullable Row row) {
        if (row == null) {
            return 0;
        }
        long bytes = 0;
        for (int i = 0; i < row.layout().size(); i++) {
            Object value = row.get(i);
            bytes += 16 + (value instanceof byte[] b ? b.length : value instanceof String s ? s.length() : 0);
        }
        return bytes;
    }
}
