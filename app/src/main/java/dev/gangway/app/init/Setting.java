package dev.gangway.app.init;

/**
 * One value of the written configuration.
 *
 * @param how what it follows from; may be empty
 */
record Setting(String name, String text, Origin origin, String how) {
    static final String LOCALHOST = "localhost";

    /** For a comment: {@code port default}, {@code name given}. */
    String mark() {
        return origin.word() + (how.isEmpty() ? "" : ": " + how);
    }
}
