package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.position.SourcePosition;
import java.time.Duration;

/** The stream is alive and close behind the source. */
final class StreamCheck implements Check {
    private static final Duration ALIVE = Duration.ofSeconds(20);
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);

    private final StreamView stream;

    StreamCheck(StreamView stream) {
        this.stream = stream;
    }

    @Override
    public String name() {
        return "stream";
    }

    /** How long the target takes to where the source is now, measured with one clock. */
    @Override
    public Finding look(Deadline deadline) {
        stream.requireMoving(deadline.atMost(ALIVE));
        long began = System.nanoTime();
        Deadline soon = deadline.atMost(MAX_DELAY);
        SourcePosition end = stream.end(deadline);
        while (!soon.isOver()) {
            if (stream.isAt(end)) {
                return Finding.ok(
                        name(),
                        "the target was at the source's position %s after %,d ms"
                                .formatted(
                                        end,
                                        Duration.ofNanos(System.nanoTime() - began)
                                                .toMillis()));
            }
            deadline.pause("the target was to catch up");
        }
        return Finding.refuse(
                name(),
                "the target is more than %d s behind (at %s, source at %s): wait until gangway status shows no lag"
                        .formatted(MAX_DELAY.toSeconds(), stream.positionText(), end));
    }
}
