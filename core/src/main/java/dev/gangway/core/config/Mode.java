package dev.gangway.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The three parts of a migration, in the order they are run. */
public enum Mode {
    SETTINGS,
    DATA,
    DELTA;

    /** The word used in configuration files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Mode> ofWord(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Mode::word).toList();
    }
}
