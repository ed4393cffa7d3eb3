package dev.gangway.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.MigrationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    @Test
    void quotesTheLogOfAServerThatDiesWhileStarting() {
        ServerProcess process = start("echo no room on the device; exit 3");

        assertThatThrownBy(() -> process.awaitReady(() -> false, Duration.ofSeconds(20)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Test server ended with exit code 3 while starting")
                .hasMessageContaining("no room on the device");
    }

    @Test
    void killsAServerThatDoesNotAnswerInTime() {
        ServerProcess process = start("exec sleep 60");

        assertThatThrownBy(() -> process.awaitReady(() -> false, SHORT))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("did not answer within");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void killsAServerThatIgnoresTheRequestToStop() {
        ServerProcess process = start("trap '' TERM; touch ready; while :; do sleep 0.1; done");
        process.awaitReady(() -> folder.resolve("ready").toFile().exists(), Duration.ofSeconds(20));

        process.stop(SHORT);

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void outlivesTheTerminalsInterrupt() {
        ServerProcess process = start("kill -INT $$; kill -HUP $$; touch survived; exec sleep 60");

        process.awaitReady(() -> folder.resolve("survived").toFile().exists(), Duration.ofSeconds(20));

        assertThat(process.isAlive()).isTrue();
        process.kill();
        process.kill();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void killsAlsoWhenInterrupted() {
        ServerProcess process = start("exec sleep 60");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> process.awaitReady(() -> false, Duration.ofSeconds(20)))
                .isInstanceOf(MigrationException.class)
                .hasMessage("Interrupted while waiting for Test server");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    private ServerProcess start(String script) {
        List<String> words = List.of("/bin/sh", "-c", script);
        return ServerProcess.start(new ServerCommand("Test server", words, folder, Map.of(), List.of("err.log")));
    }
}
