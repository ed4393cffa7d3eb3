package dev.gangway.events.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTextTest {
    private final Random random = new Random(5);

    @Test
    void givesTheTextOfAnyUnscaledNumber() {
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(25);
            BigInteger unscaled = new BigInteger(random.nextInt(80), random);
            BigInteger number = random.nextBoolean() ? unscaled : unscaled.negate();

            assertThat(DecimalText.of(number.toByteArray(), scale))
                    .isEqualTo(new BigDecimal(number, scale).toPlainString());
        }
    }

    @Test
    void takesPlainTextsOnlyAndReadsThemExactly() {
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(7);
            long unscaled = random.nextLong() >> random.nextInt(64);
            String text = BigDecimal.valueOf(unscaled, scale).toPlainString();

            if (DecimalText.isPlain(text, scale)) {
                assertThat(DecimalText.unscaled(text)).isEqualTo(unscaled);
            } else {
                assertThat(text.length()).isGreaterThan(18);
            }
        }
        for (String other : List.of("", "-", "1e3", "+1.0", "1.", ".5", "1.23", "1", "a.b", "1,2", "--1.0", "1-.0")) {
            assertThat(DecimalText.isPlain(other, 1)).describedAs(other).isFalse();
        }
    }
}
