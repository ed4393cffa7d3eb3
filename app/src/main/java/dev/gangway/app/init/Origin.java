package dev.gangway.app.init;

import java.util.Locale;

/** Where a value of the written configuration comes from. */
enum Origin {
    GIVEN,
    DETECTED,
    DEFAULT;

    /** As the comment in the file says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
