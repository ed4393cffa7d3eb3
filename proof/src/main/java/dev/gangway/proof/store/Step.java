package dev.gangway.proof.store;

/** How sure it is that a row differs. */
public enum Step {
    /** It differed when its chunk was read. */
    SEEN,
    /** It still did when the stream had passed; what is derived of it is not judged yet. */
    CONFIRMED,
    /** It is told. */
    FINAL,
    /** A derived row stands for it; it helps to repair that. */
    CAUSE
}
