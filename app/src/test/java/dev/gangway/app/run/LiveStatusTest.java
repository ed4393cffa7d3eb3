package dev.gangway.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStatusTest {
    private static final long NOW = 1_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Trouble trouble =
            new Trouble(new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "no answer"), 4, NOW + 11_500);
    private final LiveStatus status = new LiveStatus(
            NOW,
            "running",
            Map.of("sink", "WAITING"),
            1_300,
            1_100,
            65_400,
            List.of(LiveStatus.Wait.of("sink", trouble)));

    @Test
    void saysWhoWaitsHowOftenItTriedAndHowMuchWaits() {
        assertThat(status.attention(NOW))
                .containsExactly(
                        "sink goes on by itself, tries so far 4, next try in 12 s: no answer [TARGET_UNAVAILABLE]",
                        "1,100 captured changes are not in the target yet, the oldest waits for 65 s");
    }

    @Test
    void isReadAsItWasWrittenAlsoAfterALongerOne() {
        Path file = folder.resolve("stream.json");
        var longer = new LiveStatus(NOW, "", Map.of(), 1, 0, 0, List.of(wait("x".repeat(40_000))));

        longer.write(file);
        status.write(file);

        assertThat(LiveStatus.read(file, NOW + 1_000)).get().satisfies(read -> {
            assertThat(read.wanted()).isEqualTo("running");
            assertThat(read.lag()).isEqualTo(1_100);
            assertThat(read.delayMs()).isEqualTo(65_400);
            assertThat(read.waits()).isEqualTo(status.waits());
            assertThat(read.states()).containsEntry("sink", "WAITING");
        });
    }

    @Test
    void isNoneWhenTheProcessIsGoneOrNeverWas() throws Exception {
        Path file = folder.resolve("stream.json");
        assertThat(LiveStatus.read(file, NOW)).isEmpty();
        status.write(file);

        assertThat(LiveStatus.read(file, NOW + 60_000)).isEmpty();
        Files.writeString(file, "{ half");
        assertThat(LiveStatus.read(file, NOW)).isEmpty();
    }

    private static LiveStatus.Wait wait(String message) {
        return LiveStatus.Wait.of(
                "sink", new Trouble(new MigrationException(ErrorCode.TARGET_UNAVAILABLE, message), 1, NOW));
    }
}
