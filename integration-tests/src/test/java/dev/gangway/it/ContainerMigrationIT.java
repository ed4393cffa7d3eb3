package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.it.container.ContainerServers;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A whole migration between servers in containers, from the images that docker-compose.yml has too. */
@Tag("containers")
@EnabledIf(
        value = "dev.gangway.it.container.ContainerServers#haveAnEngine",
        disabledReason = "no container engine answers: start Docker to run it")
class ContainerMigrationIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long CHANGES = 300;

    @Test
    void carriesAShopFromMySqlToMySqlThroughKafkaWhileItIsUsed(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        var servers = new ContainerServers();
        try (var source = servers.database(DatabaseFlavor.MYSQL_5_7, "mysql:5.7");
                var destination = servers.database(DatabaseFlavor.MYSQL_8_0, "mysql:8.4");
                var kafka = servers.kafka();
                var shop = new LiveShop("binlog", folder, source, destination, kafka)) {
            LiveShop.Target target = shop.newTargetWithDerivedRows("boxed");
            target.run("settings");
            target.run("data", "--auto");

            // When
            Process stream = target.start("delta");
            try (var workload =
                    new Workload(shop.source(), new WorkloadConfig(seed, 2, 40, 5, Duration.ofSeconds(4)))) {
                workload.start();
                await().atMost(LIMIT)
                        .failFast("the stream ended", () -> !stream.isAlive())
                        .until(() -> target.applied() > CHANGES);
                workload.stop();
            } finally {
                stream.destroyForcibly().waitFor();
            }
            target.run("delta", "--until-drained");

            // Then
            assertThat(GoldenDiffIT.told(target.differencesThroughPlan()))
                    .describedAs("seed " + seed)
                    .isEmpty();
            assertThat(target.openAndParked()).containsExactly(0L, 0L);
            assertThat(target.applied()).isGreaterThan(CHANGES);
        }
    }
}
