package dev.gangway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {
    private final FailurePolicy policy = new FailurePolicy(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void replacesTheThreadForWhatMayPassByItself() {
        var cause = new MigrationException(ErrorCode.SOURCE_UNAVAILABLE, "down");

        assertThat(policy.handle(new StreamsException(cause))).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(policy.handle(new TimeoutException("slow"))).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(policy.failure()).isEmpty();
    }

    @Test
    void stopsWithTheCodeOfTheCause() {
        var cause = new MigrationException(ErrorCode.REGISTRY_REJECTED, "password");

        assertThat(policy.handle(new StreamsException(cause))).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(policy.failure()).contains(cause);
    }

    @Test
    void stopsWhenTheSameFailureComesAgainAndAgain() {
        StreamThreadExceptionResponse last = StreamThreadExceptionResponse.REPLACE_THREAD;
        for (int i = 0; i <= 20; i++) {
            last = policy.handle(new TimeoutException("slow"));
        }

        assertThat(last).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(policy.failure()).get().extracting(MigrationException::code).isEqualTo(ErrorCode.BROKER_UNAVAILABLE);
    }

    @Test
    void stopsOnAWrongPasswordOfTheBroker() {
        assertThat(policy.handle(new SaslAuthenticationException("no")))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
}
