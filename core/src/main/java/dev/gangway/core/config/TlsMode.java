package dev.gangway.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far a connection is encrypted and the server proved, by the words that MySQL's own programs use. */
public enum TlsMode {
    /** Never encrypted. */
    DISABLED,
    /** Encrypted if the server can. */
    PREFERRED,
    /** Encrypted; whoever answers is believed. */
    REQUIRED,
    /** Encrypted; the server's certificate must come from the given authority. */
    VERIFY_CA,
    /** The same, and it must name the host. */
    VERIFY_IDENTITY;

    /** As the configuration writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Dashes are as good as underscores, case does not count. */
    public static Optional<TlsMode> ofWord(String word) {
        String wanted = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(mode -> mode.name().equals(wanted))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(TlsMode::word).toList();
    }
}
