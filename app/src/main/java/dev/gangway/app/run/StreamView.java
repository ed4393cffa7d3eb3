package dev.gangway.app.run;

import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.sink.SinkStatus;
import dev.gangway.streams.TransformStatus;
import java.util.Map;
import java.util.Optional;

/** What can be seen of a whole stream, whether its parts run in this process or in several. Thread-safe. */
interface StreamView {

    StreamRun.Progress progress();

    /** Which part waits or has stopped, and why; the parts in the order of the stream. */
    Map<String, Trouble> troubles();

    TransformStatus transform();

    SinkStatus sink();

    /** What was last told it to do. */
    Wanted wanted();

    /** True when capture runs and the first watermark has shown that it really reads the source. */
    boolean isCapturing();

    /** Changes parked and rows displaced since the start. */
    long putAside();

    /** The first of {@link #troubles()} as a sentence. */
    default Optional<String> reason() {
        return troubles().entrySet().stream()
                .findFirst()
                .map(part -> part.getKey() + " " + part.getValue().text(System.currentTimeMillis()));
    }
}
