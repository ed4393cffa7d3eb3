package dev.gangway.cdc.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import io.debezium.DebeziumException;
import java.io.EOFException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailureTest {
    private static final String SOURCE = "db:3306/shop";

    @ParameterizedTest
    @CsvSource({
        "Connector configuration is not valid. Unable to connect: (conn=790) Socket error, SOURCE_UNAVAILABLE",
        "Connector configuration is not valid. Unable to connect: Communications link failure, SOURCE_UNAVAILABLE",
        "Connector configuration is not valid. Unable to connect: Access denied for user 'x', SOURCE_ACCESS_DENIED",
        "Connector configuration is not valid. The 'topic.prefix' value is invalid, INTERNAL"
    })
    void tellsABrokenFirstConnectionFromWhatIsWrong(String text, ErrorCode code) {
        assertThat(explained(new DebeziumException(text)).code()).isEqualTo(code);
        assertThat(explained(null, text).code()).isEqualTo(code);
    }

    @Test
    void takesABrokenConnectionForWhatPasses() {
        MigrationException failure = explained(new DebeziumException("failed", new EOFException("closed")));

        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(failure).hasMessageContaining(SOURCE).hasMessageContaining("check that the server is up");
    }

    private static MigrationException explained(Throwable error) {
        return explained(error, "stopped");
    }

    private static MigrationException explained(@Nullable Throwable error, String message) {
        return EngineFailure.explain(error, message, SOURCE);
    }
}
