package dev.gangway.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a reader is given, it answers or refuses, soon. {@code -Dfuzz.millis=N} runs each target longer,
 * {@code -Dfuzz.seed=N} others; {@link FuzzMain} is for hours.
 */
class FuzzTest {
    private static final Duration TIME = Duration.ofMillis(Long.getLong("fuzz.millis", 300));
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @TestFactory
    Stream<DynamicTest> survivesAnything() {
        List<FuzzTarget> targets = FuzzTargets.all(folder);
        return targets.stream().map(target -> DynamicTest.dynamicTest(target.name(), () -> survives(target)));
    }

    private static void survives(FuzzTarget target) throws InterruptedException {
        try (var runner = new FuzzRunner(target, SEED, LIMIT)) {
            assertThat(runner.run(TIME)).isEmpty();
            assertThat(runner.inputs()).isPositive();
        }
    }
}
