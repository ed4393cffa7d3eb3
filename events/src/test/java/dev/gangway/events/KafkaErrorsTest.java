package dev.gangway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaErrorsTest {

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new TimeoutException("no answer"), ErrorCode.BROKER_UNAVAILABLE),
                Arguments.of(new DisconnectException("gone"), ErrorCode.BROKER_UNAVAILABLE),
                Arguments.of(new CommitFailedException("late"), ErrorCode.BROKER_UNAVAILABLE),
                Arguments.of(new KafkaException("wrapped", new TimeoutException("x")), ErrorCode.BROKER_UNAVAILABLE),
                Arguments.of(new ProducerFencedException("other"), ErrorCode.FENCED),
                Arguments.of(new KafkaException("wrapped", new InvalidProducerEpochException("x")), ErrorCode.FENCED),
                Arguments.of(new SaslAuthenticationException("password"), ErrorCode.BROKER_ACCESS_DENIED),
                Arguments.of(new TopicAuthorizationException("topic"), ErrorCode.BROKER_ACCESS_DENIED),
                Arguments.of(new RecordTooLargeException("large"), ErrorCode.RECORD_TOO_LARGE),
                Arguments.of(new KafkaStorageException("disk"), ErrorCode.BROKER_DISK_FULL),
                Arguments.of(new ConfigException("acks"), ErrorCode.TOPIC_INVALID),
                Arguments.of(new IllegalStateException("bug"), ErrorCode.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void givesEveryErrorOneCode(Throwable error, ErrorCode code) {
        MigrationException explained = KafkaErrors.explain(error, "writing the changes", "capture");

        assertThat(explained.code()).isEqualTo(code);
        assertThat(explained).hasCause(error);
        assertThat(explained.getMessage()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void passesOnWhatIsKnown() {
        var known = new MigrationException(ErrorCode.SOURCE_UNAVAILABLE, "down");

        assertThat(KafkaErrors.explain(new KafkaException("stream", known), "reading", "the sink"))
                .isSameAs(known);
    }
}
