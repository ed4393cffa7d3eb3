package dev.gangway.app.init;

/** How much a detected fact can be relied upon. */
enum Sureness {
    SURE("sure"),
    LIKELY("likely"),
    GUESS("a guess");

    private final String word;

    Sureness(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
