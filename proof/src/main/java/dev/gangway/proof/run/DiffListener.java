package dev.gangway.proof.run;

/** Hears how far a comparison is; called by several threads. */
@FunctionalInterface
public interface DiffListener {
    /** Nobody listens, so that nothing is counted beforehand. */
    DiffListener SILENT = progress -> {};

    /**
     * How far a comparison is.
     *
     * @param unit what is being compared
     * @param rows rows compared so far, in this process and before
     * @param total rows that there are, as the servers estimate
     * @param rowsHere rows compared by this process
     * @param millis how long this process has compared
     */
    record Progress(String unit, long rows, long total, long rowsHere, long millis) {

        /** Milliseconds to go at the speed so far; -1 while nothing can be said. */
        public long millisLeft() {
            long left = Math.max(0, total - rows);
            return rowsHere < 1000 || millis < 500 ? -1 : (long) ((double) left * millis / rowsHere);
        }
    }

    void progress(Progress progress);
}
