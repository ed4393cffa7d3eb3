package dev.gangway.embedded;

import dev.gangway.embedded.process.ChildServer;
import java.time.Duration;
import java.util.List;

/**
 * How a server's JVM uses or makes an archive of its classes.
 *
 * @param options of the JVM
 * @param stopLimit within which the server stops; an archive is written at its end
 */
record SharedClasses(List<String> options, Duration stopLimit) {
    private static final Duration WRITING = Duration.ofMinutes(3);

    static SharedClasses used(List<String> options) {
        return new SharedClasses(options, ChildServer.STOP_LIMIT);
    }

    static SharedClasses made(List<String> options) {
        return new SharedClasses(options, WRITING);
    }
}
