package dev.gangway.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a migration needs of its surroundings; each has a name by which {@code <waived_checks>} gives it up. */
public enum Requirement {
    SOURCE,
    SOURCE_VERSION,
    SOURCE_RIGHTS,
    SOURCE_BINLOG,
    SOURCE_BINLOG_KEPT,
    SOURCE_BINLOG_REACH,
    TARGET,
    TARGET_VERSION,
    TARGET_RIGHTS,
    TARGET_WRITABLE,
    TARGET_PACKETS,
    TARGET_LOCAL_INFILE,
    CLOCK,
    KAFKA,
    KAFKA_REPLICATION,
    KAFKA_TOPICS,
    REGISTRY,
    DISK;

    /** The name as a person writes it, such as {@code source-binlog}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Requirement> ofWord(String word) {
        return Arrays.stream(values())
                .filter(requirement -> requirement.word().equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Requirement::word).toList();
    }
}
