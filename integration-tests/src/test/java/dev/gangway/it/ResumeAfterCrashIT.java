package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is killed, as with {@code kill -9}, again and again: six times in every run, more often by night. */
@Tag("kills")
class ResumeAfterCrashIT {
    private static final int KILLS = Integer.getInteger("gangway.kills", 6);

    @Test
    void losesAndDoublesNothingOverManyKillsUnderLoad(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        try (var shop = new LiveShop("binlog", folder)) {
            LiveShop.Target target = shop.newTarget("crash");
            target.run("settings");
            target.run("data");

            // When
            var load = new WorkloadConfig(seed, 2, 30, 5, Duration.ofSeconds(4));
            try (var workload = new Workload(shop.source(), load)) {
                workload.start();
                assertThat(Kills.kill(target, KILLS, new Random(seed))).isEqualTo(KILLS);
                workload.stop();
            }
            target.run("delta", "--until-drained");

            // Then
            assertThat(target.differencesThroughPlan().findings())
                    .describedAs("seed " + seed)
                    .isEmpty();
            assertThat(target.openAndParked()).containsExactly(0L, 0L);
        }
    }
}
