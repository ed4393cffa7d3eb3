package dev.gangway.core.position;

/**
 * A place in the source's stream of changes, totally ordered within one source-id.
 *
 * <p>Binlog: {@code log} is the number at the end of the binlog file's name, {@code offset} the row event's position in that
 * file, {@code row} the row's index in the event. Trigger log: {@code log} is the number of the batch (one consistent
 * snapshot), {@code offset} the change's index in the batch, {@code row} 0.
 */
public record SourcePosition(long log, long offset, int row) implements Comparable<SourcePosition> {

    /** Before every change. */
    public static final SourcePosition START = new SourcePosition(0, 0, 0);

    @Override
    public int compareTo(SourcePosition other) {
        int byFile = Long.compare(log, other.log);
        int byEvent = byFile != 0 ? byFile : Long.compare(offset, other.offset);
        return byEvent != 0 ? byEvent : Integer.compare(row, other.row);
    }

    public boolean isAfter(SourcePosition other) {
        return compareTo(other) > 0;
    }

    /** True when both are rows of one event of the binlog, or lie at one place between two. */
    public boolean isInEventOf(SourcePosition other) {
        return log == other.log && offset == other.offset;
    }

    /** Reads the form that {@link #toString()} writes. */
    public static SourcePosition parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not a source position (log:offset:row): " + text);
        }
        return new SourcePosition(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return log + ":" + offset + ":" + row;
    }
}
