package dev.gangway.mysql.state;

/**
 * One attempt to switch the shop over, as the state knows it.
 *
 * @param stage the last stage that was begun; empty before the first
 * @param position where the source was when the shop was switched; empty before
 * @param reason why the attempt was given up; empty otherwise
 */
public record Cutover(
        long id, boolean rehearsal, Outcome outcome, String stage, FenceNote fence, String position, String reason) {

    /** How an attempt ended. */
    public enum Outcome {
        /** It has not ended, or its process is dead. */
        RUNNING,
        /** A rehearsal went through. */
        REHEARSED,
        /** The shop is switched. */
        SWITCHED,
        /** Something was in the way; the source takes writes again. */
        BACKED_OUT,
        /** The shop was switched, and a person went back. */
        RETURNED
    }

    /** What is known of the thing that keeps writes out. */
    public enum FenceState {
        NONE,
        /** It is being set, or its process died while it did. */
        WANTED,
        SET,
        LIFTED
    }

    /**
     * What keeps writes out of the source.
     *
     * @param choice how, as a person chose it
     * @param memory what was before, which lifting brings back
     * @param setAtMs when setting began; 0 when it did not
     */
    public record FenceNote(FenceState state, String choice, String memory, long setAtMs, long liftedAtMs) {

        /** True when something may be left on the source. */
        public boolean mayStand() {
            return state == FenceState.WANTED || state == FenceState.SET;
        }
    }

    /** True when nobody meant the source to stay fenced, whatever became of the process. */
    public boolean holdsFenceWithoutCause() {
        return fence.mayStand() && outcome != Outcome.SWITCHED;
    }
}
