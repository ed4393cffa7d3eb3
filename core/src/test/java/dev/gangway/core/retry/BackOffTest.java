package dev.gangway.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Duration FIRST = Duration.ofMillis(250);

    @Test
    void doublesUpToTheCap() {
        var backOff = new BackOff(FIRST, Duration.ofSeconds(2), () -> 0);
        assertThat(backOff.after(1)).isEqualTo(FIRST);
        assertThat(backOff.after(3)).isEqualTo(Duration.ofMillis(1000));
        assertThat(backOff.after(60)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void takesOffUpToAThirdByChance() {
        var backOff = new BackOff(FIRST, Duration.ofSeconds(3), () -> 1);
        assertThat(backOff.after(60)).isEqualTo(Duration.ofSeconds(2));
    }
}
