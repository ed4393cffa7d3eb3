package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    void doublesUpToTheCap() {
        var backOff = new BackOff(Duration.ofSeconds(2), () -> 0);
        assertThat(backOff.before(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(backOff.before(3)).isEqualTo(Duration.ofMillis(1000));
        assertThat(backOff.before(60)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void takesOffUpToAThirdByChance() {
        var backOff = new BackOff(Duration.ofSeconds(3), () -> 1);
        assertThat(backOff.before(60)).isEqualTo(Duration.ofSeconds(2));
    }
}
