package dev.gangway.events;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * The one place that says what a failure of a Kafka client means. What is listed here needs a person, or has a meaning of its
 * own; any other failure is that of a cluster which may be back in a moment, so it is waited out.
 */
public final class KafkaErrors {
    private static final List<Class<? extends KafkaException>> LASTING = List.of(
            ConfigException.class,
            InvalidConfigurationException.class,
            InvalidTopicException.class,
            SerializationException.class,
            UnsupportedVersionException.class);

    private KafkaErrors() {}

    /**
     * Explains what was thrown.
     *
     * @param doing what was tried, such as "writing the changes"
     * @param part who did it, as a noun: "capture", "the sink"
     */
    public static MigrationException explain(Throwable error, String doing, String part) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException known) {
                return known;
            }
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Optional<MigrationException> special = special(cause, doing, part, error);
            if (special.isPresent()) {
                return special.get();
            }
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException) {
                return new MigrationException(
                        ErrorCode.BROKER_UNAVAILABLE,
                        "Kafka: " + doing + " failed: " + firstLine(innermost(cause))
                                + "; check that the brokers are up",
                        error);
            }
        }
        return new MigrationException(
                ErrorCode.INTERNAL,
                doing + " failed: " + error.getClass().getSimpleName() + ": " + firstLine(error)
                        + "; see the log, then start again: " + part + " goes on where it was",
                error);
    }

    private static Optional<MigrationException> special(Throwable cause, String doing, String part, Throwable error) {
        if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
            String message = "Another process took over " + part + " of the same source-id: stop one of the two";
            return Optional.of(new MigrationException(ErrorCode.FENCED, message, error));
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            String message = "Kafka refused " + doing + ": " + firstLine(cause) + "; check user, password and rights in"
                    + " the file that client-properties in <kafka> names";
            return Optional.of(new MigrationException(ErrorCode.BROKER_ACCESS_DENIED, message, error));
        }
        if (cause instanceof InterruptException) {
            return Optional.of(new MigrationException(ErrorCode.INTERRUPTED, "Stopped while " + doing, error));
        }
        if (cause instanceof RecordTooLargeException) {
            String message = "Kafka refused " + doing + ": " + firstLine(cause) + "; raise max-message-bytes in <kafka>"
                    + " and max.message.bytes of the topics";
            return Optional.of(new MigrationException(ErrorCode.RECORD_TOO_LARGE, message, error));
        }
        if (cause instanceof KafkaStorageException) {
            String message = "Kafka cannot write to its disk while " + doing + ": free or mend the brokers' disks";
            return Optional.of(new MigrationException(ErrorCode.BROKER_DISK_FULL, message, error));
        }
        if (LASTING.stream().anyMatch(type -> type.isInstance(cause))) {
            String message = "Kafka: " + doing + " failed: " + firstLine(cause) + "; correct <kafka> or the topic";
            return Optional.of(new MigrationException(ErrorCode.TOPIC_INVALID, message, error));
        }
        return Optional.empty();
    }

    private static Throwable innermost(Throwable error) {
        Throwable innermost = error;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    private static String firstLine(Throwable error) {
        String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return text.lines().findFirst().orElse(text);
    }
}
