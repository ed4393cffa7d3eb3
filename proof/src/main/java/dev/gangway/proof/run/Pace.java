package dev.gangway.proof.run;

/** Chooses how many rows the next chunk has, so that each takes about half a second. Not thread-safe. */
final class Pace {
    private static final long WANTED_MILLIS = 500;
    private static final int LEAST = 100;

    private final int most;
    private int rows;

    Pace(int first, int most) {
        this.rows = first;
        this.most = most;
    }

    int rows() {
        return rows;
    }

    /** A chunk took so long; it grows or shrinks at most four times at once. */
    void took(long millis) {
        double factor = (double) WANTED_MILLIS / Math.max(millis, 1);
        rows = (int) Math.max(LEAST, Math.min(most, rows * Math.max(0.25, Math.min(4, factor))));
    }
}
