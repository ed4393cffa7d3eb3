package dev.gangway.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DelayHistogramTest {
    private final DelayHistogram histogram = new DelayHistogram();

    @Test
    void knowsPercentilesWithinATenth() {
        for (int ms = 1; ms <= 10_000; ms++) {
            histogram.add(ms, 1);
        }

        assertThat(histogram.percentile(0.5)).isCloseTo(5000, Percentage.withPercentage(10));
        assertThat(histogram.percentile(0.99)).isCloseTo(9900, Percentage.withPercentage(10));
    }

    @Test
    void takesZeroAndNegativeDelaysAsNone() {
        histogram.add(0, 1);
        histogram.add(-5, 1);

        assertThat(histogram.percentile(0.99)).isCloseTo(0, within(0L));
    }

    @Test
    void isZeroWithoutChanges() {
        assertThat(histogram.percentile(0.5)).isZero();
    }
}
