package dev.gangway.core.handler.serialized;

import org.jspecify.annotations.Nullable;

/**
 * What became of a serialized value.
 *
 * @param json the new text, or null for NULL
 */
record Outcome(Kind kind, @Nullable String json) {

    enum Kind {
        CONVERTED,
        /** Already right: leave the field alone. */
        UNCHANGED,
        BROKEN
    }

    static final Outcome UNCHANGED = new Outcome(Kind.UNCHANGED, null);
    static final Outcome BROKEN = new Outcome(Kind.BROKEN, null);

    static Outcome converted(String json) {
        return new Outcome(Kind.CONVERTED, json);
    }
}
