package dev.gangway.core.error;

/** What has to happen before work that failed can go on. Every error has exactly one, whoever meets it. */
public enum Recovery {
    /** Another session stood in the way for a moment: the same again. */
    RETRY_HERE("another session was in the way"),
    /** Something is away or full: work waits with growing pauses and goes on by itself when it is back. */
    RESUMES_BY_ITSELF("goes on by itself"),
    /** Nothing gets better by waiting. */
    NEEDS_PERSON("needs a person");

    private final String words;

    Recovery(String words) {
        this.words = words;
    }

    /** For a status line. */
    public String words() {
        return words;
    }
}
