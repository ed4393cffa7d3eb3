package dev.gangway.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RetryingTest {
    private static final BackOff SHORT = new BackOff(Duration.ofMillis(1), Duration.ofMillis(4), () -> 0);
    private static final BackOff LONG = new BackOff(Duration.ofHours(1), Duration.ofHours(1), () -> 0);

    private final List<Trouble> told = new ArrayList<>();
    private int calls;

    @Test
    void triesAgainUntilItSucceeds() {
        int result = Retrying.times(5, SHORT, told::add).call(() -> failing(3, ErrorCode.TARGET_UNAVAILABLE));

        assertThat(result).isEqualTo(4);
        assertThat(told).extracting(Trouble::tries).containsExactly(1, 2, 3);
        assertThat(told).allSatisfy(trouble -> assertThat(trouble.nextTryMs()).isPositive());
    }

    @Test
    void givesUpWithTheLastErrorWhenTheTriesAreUsedUp() {
        assertThatThrownBy(
                        () -> Retrying.times(3, SHORT, told::add).call(() -> failing(9, ErrorCode.SOURCE_UNAVAILABLE)))
                .isInstanceOf(MigrationException.class)
                .hasMessage("failure 3");
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void asksForAPersonAtOnce() {
        assertThatThrownBy(() ->
                        Retrying.times(9, SHORT, told::add).call(() -> failing(9, ErrorCode.TARGET_ACCESS_DENIED)))
                .hasMessage("failure 1");
        assertThat(told).isEmpty();
    }

    @Test
    void leavesOtherErrorsToOthersWhenItIsForOneClass() {
        var retrying = Retrying.times(9, SHORT, told::add).only(Recovery.RETRY_HERE);

        assertThat(retrying.call(() -> failing(1, ErrorCode.TARGET_CONFLICT))).isEqualTo(2);
        assertThatThrownBy(() -> retrying.call(() -> failing(9, ErrorCode.TARGET_UNAVAILABLE)))
                .hasMessage("failure 3");
    }

    @Test
    void countsFromOneAgainAfterProgress() {
        var bell = new Bell();
        var retrying = Retrying.forEver(SHORT, bell, () -> false, told::add);

        retrying.call(() -> {
            if (calls == 3) {
                retrying.progressed();
            }
            return failing(5, ErrorCode.BROKER_UNAVAILABLE);
        });

        assertThat(told).extracting(Trouble::tries).containsExactly(1, 2, 3, 1, 2);
    }

    @Test
    void endsAWaitAtOnceWhenSomethingElseIsWanted() throws InterruptedException {
        // Given: the next try is an hour away
        var bell = new Bell();
        var stop = new AtomicBoolean();
        var retrying = Retrying.forEver(LONG, bell, stop::get, trouble -> {
            stop.set(true);
            bell.ring();
        });

        // When
        Thread stage =
                new Thread(() -> retrying.call(() -> stop.get() ? calls : failing(1, ErrorCode.BROKER_UNAVAILABLE)));
        stage.start();
        stage.join(10_000);

        // Then
        assertThat(stage.isAlive()).isFalse();
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void endsAWaitAtOnceWhenItIsInterrupted() {
        var retrying = Retrying.times(2, LONG, trouble -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> retrying.call(() -> failing(1, ErrorCode.TARGET_CONFLICT)))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void tellsClassTriesAndNextTry() {
        var error = new MigrationException(ErrorCode.BROKER_UNAVAILABLE, "Kafka at a:1 does not answer");

        assertThat(new Trouble(error, 4, 12_000).text(500))
                .isEqualTo("goes on by itself, 4 tries so far, next in 12 s: Kafka at a:1 does not answer"
                        + " [BROKER_UNAVAILABLE]");
        assertThat(Trouble.last(new MigrationException(ErrorCode.FENCED, "Another"), 1)
                        .text(500))
                .isEqualTo("needs a person: Another [FENCED]");
    }

    private int failing(int times, ErrorCode code) {
        if (++calls <= times) {
            throw new MigrationException(code, "failure " + calls);
        }
        return calls;
    }
}
