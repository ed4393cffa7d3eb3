package dev.gangway.streams;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what happens when a stream thread dies: what may pass by itself gets a new thread, up to a limit per time;
 * anything else stops the transformer with a code. Thread-safe.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(FailurePolicy.class);
    private static final int MAX_REPLACED = 20;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Clock clock;
    private final Deque<Long> replacedAt = new ArrayDeque<>();
    private @Nullable MigrationException failure;

    FailurePolicy(Clock clock) {
        this.clock = clock;
    }

    /** Why the transformer stopped for good. */
    synchronized Optional<MigrationException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        MigrationException classed = classify(exception);
        if (classed.code().isRetriable() && mayReplace()) {
            LOGGER.atWarn()
                    .addKeyValue("errorCode", classed.code())
                    .addKeyValue("error", classed.getMessage())
                    .log("Stream thread failed and is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        failure = classed;
        LOGGER.atError()
                .addKeyValue("errorCode", classed.code())
                .addKeyValue("error", classed.getMessage())
                .setCause(classed.code() == ErrorCode.INTERNAL ? exception : null)
                .log("Transformer stops");
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private boolean mayReplace() {
        long now = clock.millis();
        while (!replacedAt.isEmpty() && replacedAt.getFirst() < now - WINDOW.toMillis()) {
            replacedAt.removeFirst();
        }
        replacedAt.addLast(now);
        return replacedAt.size() <= MAX_REPLACED;
    }

    static MigrationException classify(Throwable exception) {
        for (Throwable t = exception; t != null; t = t.getCause()) {
            if (t instanceof MigrationException known) {
                return known;
            }
        }
        for (Throwable t = exception; t != null; t = t.getCause()) {
            MigrationException kafka = classifyKafka(t);
            if (kafka != null) {
                return kafka;
            }
        }
        return new MigrationException(
                ErrorCode.INTERNAL,
                "The transformer failed with " + exception.getClass().getSimpleName(),
                exception);
    }

    private static @Nullable MigrationException classifyKafka(Throwable t) {
        if (t instanceof MissingSourceTopicException) {
            return new MigrationException(
                    ErrorCode.TOPIC_INVALID, "A changes topic was deleted while the transformer ran: start again", t);
        }
        if (t instanceof AuthenticationException || t instanceof AuthorizationException) {
            return new MigrationException(
                    ErrorCode.TOPIC_INVALID,
                    "Kafka refused the transformer: check user, password and rights in <kafka> (" + t.getMessage()
                            + ")",
                    t);
        }
        if (t instanceof RetriableException) {
            return new MigrationException(
                    ErrorCode.BROKER_UNAVAILABLE, "Kafka did not answer the transformer: check the brokers", t);
        }
        if (t instanceof ApiException) {
            return new MigrationException(
                    ErrorCode.BROKER_UNAVAILABLE, "Kafka refused a request of the transformer: " + t.getMessage(), t);
        }
        return null;
    }
}
