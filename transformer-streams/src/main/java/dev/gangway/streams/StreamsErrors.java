package dev.gangway.streams;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.KafkaErrors;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/** Says what ended a stream thread: what Kafka's clients throw means the same everywhere, Streams adds its own. */
final class StreamsErrors {
    private StreamsErrors() {}

    static MigrationException explain(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSourceTopicException) {
                return new MigrationException(
                        ErrorCode.TOPIC_INVALID,
                        "A changes topic was deleted while the transformer ran: start again",
                        error);
            }
        }
        return KafkaErrors.explain(error, "mapping changes", "the transformer");
    }
}
