package dev.gangway.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateSentenceTest {
    private static final Wanted PAUSED =
            new Wanted(WantedState.PAUSE, WantedStateStore.PERSON, "backup", Instant.parse("2026-11-29T02:10:05Z"));
    private static final Optional<String> NONE = Optional.empty();

    @Test
    void saysWhoWritesHowFarTheTargetIsAndWhatIsParked() {
        assertThat(of(Wanted.RUN, NONE, NONE, StateSentence.behind(12, 440), 0))
                .isEqualTo("Shop writes: Magento 1. Target: 0.4 s behind, 12 changes. Nothing parked.");
        assertThat(StateSentence.behind(1, 8_600)).isEqualTo("8.6 s behind, 1 change");
        assertThat(of(Wanted.RUN, NONE, NONE, StateSentence.behind(0, 0), 1_203))
                .isEqualTo("Shop writes: Magento 1. Target: level. 1,203 parked.");
    }

    @Test
    void saysTheWorstFirst() {
        Optional<String> away = Optional.of("sink [TARGET_UNAVAILABLE]");
        assertThat(of(Wanted.RUN, NONE, away, "level", 0))
                .startsWith("Waiting: sink [TARGET_UNAVAILABLE]. Shop writes");
        assertThat(of(PAUSED, NONE, away, "level", 0))
                .startsWith("The stream is paused by a person since 2026-11-29T02:10:05Z: backup. Shop writes");
        assertThat(of(PAUSED, Optional.of("capture [SOURCE_BINLOG_PURGED]"), away, "level", 0))
                .startsWith("Stopped: capture [SOURCE_BINLOG_PURGED]. Shop writes");
        assertThat(new StateSentence(Wanted.RUN, NONE, NONE, ShopWriter.MAGENTO_1, "level", 0, false).text())
                .startsWith("The ledger does not balance. Shop writes");
    }

    private static String of(
            Wanted wanted, Optional<String> failed, Optional<String> waiting, String target, long parked) {
        return new StateSentence(wanted, failed, waiting, ShopWriter.MAGENTO_1, target, parked, true).text();
    }
}
