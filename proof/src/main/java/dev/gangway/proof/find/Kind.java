package dev.gangway.proof.find;

/** What is the matter with one row of the target. */
public enum Kind {
    /** The plan makes it of the source, and the target does not have it. */
    MISSING,
    /** The target has it, and the plan makes it of nothing. */
    EXTRA,
    /** It is there with other values. */
    CHANGED,
    /** It is not as in the source because a change of it is put aside for a person. */
    PARKED,
    /** It is not as in the source by a rule that the documentation names. */
    DEVIATION,
    /** It could not be judged. */
    SKIPPED;

    /** True for what somebody has to look at. */
    public boolean isDifference() {
        return this == MISSING || this == EXTRA || this == CHANGED;
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
