package dev.gangway.core.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How changes of the source are captured: element {@code <capture>}.
 *
 * @param serverId id towards the source as its replica; empty means one is chosen that nobody uses
 * @param pollInterval pause between looks at the trigger log
 * @param heartbeat longest time between two watermarks when nothing happens
 * @param batchRows changes read at once
 * @param reread source tables that are read anew where the binlog hides what happened to them; {@code *} for all
 */
public record CaptureConfig(
        Mode mode,
        Optional<Long> serverId,
        Duration pollInterval,
        Duration heartbeat,
        int batchRows,
        Set<String> reread) {

    public CaptureConfig {
        reread = Set.copyOf(reread);
    }

    /** The two kinds of change sources. */
    public enum Mode {
        BINLOG,
        TRIGGERS
    }

    public static final CaptureConfig DEFAULT = new CaptureConfig(
            Mode.BINLOG, Optional.empty(), Duration.ofMillis(500), Duration.ofSeconds(1), 2000, Set.of());

    static CaptureConfig from(Section section) {
        return new CaptureConfig(
                section.choice("mode", Mode.class, DEFAULT.mode),
                section.text("server-id").isEmpty()
                        ? Optional.empty()
                        : Optional.of(section.number("server-id", 1, 1, 4_294_967_295L)),
                section.duration("poll-interval-ms", DEFAULT.pollInterval, 10, 3_600_000),
                section.duration("heartbeat-ms", DEFAULT.heartbeat, 100, 60_000),
                section.integer("batch-rows", DEFAULT.batchRows, 1, 100_000),
                names(section.text("reread").orElse("")));
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    static final String[] NAMES = {"mode", "server-id", "poll-interval-ms", "heartbeat-ms", "batch-rows", "reread"};
}
