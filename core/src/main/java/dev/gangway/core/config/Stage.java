package dev.gangway.core.config;

import java.util.Locale;

/** What a step does at one point of a mode. */
public enum Stage {
    INTEGRITY,
    DATA,
    DELTA,
    VOLUME;

    /** The word used in configuration files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Stage ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
