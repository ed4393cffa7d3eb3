package dev.gangway.proof.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void growsAndShrinksTowardsHalfASecond() {
        var pace = new Pace(1_000, 50_000);

        pace.took(250);
        assertThat(pace.rows()).isEqualTo(2_000);
        pace.took(1_000);
        assertThat(pace.rows()).isEqualTo(1_000);
    }

    @Test
    void changesAtMostFourTimesAndStaysInItsLimits() {
        var pace = new Pace(1_000, 5_000);

        pace.took(1);
        assertThat(pace.rows()).isEqualTo(4_000);
        pace.took(1);
        assertThat(pace.rows()).isEqualTo(5_000);
        for (int i = 0; i < 9; i++) {
            pace.took(60_000);
        }
        assertThat(pace.rows()).isEqualTo(100);
    }

    @Test
    void saysHowLongItTakesOnlyWhenItCanKnow() {
        assertThat(new DiffListener.Progress("t", 5_000, 10_000, 4_000, 2_000).millisLeft())
                .isEqualTo(2_500);
        assertThat(new DiffListener.Progress("t", 5_000, 10_000, 10, 2_000).millisLeft())
                .isEqualTo(-1);
    }
}
