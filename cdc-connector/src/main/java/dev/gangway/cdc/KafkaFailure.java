package dev.gangway.cdc;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Says what a failure while writing to Kafka means, and whether trying again may help. */
final class KafkaFailure {

    private KafkaFailure() {}

    static MigrationException explain(Throwable error, String bootstrapServers) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException known) {
                return known;
            }
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return new MigrationException(
                        ErrorCode.FENCED,
                        "Another connector of the same source-id took over: stop one of the two",
                        error);
            }
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                return new MigrationException(
                        ErrorCode.TOPIC_INVALID,
                        "Kafka at " + bootstrapServers + " does not let capture write: " + cause.getMessage()
                                + "; grant the user the right to write the topics and to use transactions",
                        error);
            }
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException) {
                return new MigrationException(
                        ErrorCode.BROKER_UNAVAILABLE,
                        "Kafka at " + bootstrapServers + " did not take the changes: " + error.getMessage()
                                + "; check that the brokers are up",
                        error);
            }
        }
        return new MigrationException(
                ErrorCode.INTERNAL,
                "Capture failed: " + error.getClass().getSimpleName() + ": " + error.getMessage()
                        + "; see the log, then start again: capture goes on at its last checkpoint",
                error);
    }
}
