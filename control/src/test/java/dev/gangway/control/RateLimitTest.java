package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimit limit = RateLimit.perSecond(10, now::get);

    private long passed(int requests) {
        return IntStream.range(0, requests).filter(i -> limit.mayPass()).count();
    }

    @Test
    void letsTwiceAsManyThroughAfterAQuietTimeAndThenTheRate() {
        assertThat(passed(100)).isEqualTo(20);
        now.addAndGet(500_000_000);
        assertThat(passed(100)).isEqualTo(5);
        now.addAndGet(3_600_000_000_000L);
        assertThat(passed(100)).as("quiet hours are not saved up").isEqualTo(20);
    }
}
