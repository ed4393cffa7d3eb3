package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.proof.run.DiffResult;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the target that are wrong are mended by sending them again, whoever finds which they are. */
class ReemitIT {

    @Test
    void mendsWhatWasChangedBehindTheStreamsBackWhileTheShopGoesOn(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        try (var shop = new LiveShop("binlog", folder)) {
            LiveShop.Target target = shop.newTarget("again");
            target.run("settings");
            target.run("data");
            Process stream = target.start("delta");
            try (var workload =
                    new Workload(shop.source(), new WorkloadConfig(seed, 2, 20, 5, Duration.ofSeconds(4)))) {
                workload.start();
                target.execute(
                        "SET foreign_key_checks = 0", // or the target's cascades do damage that nobody asks to mend
                        // rows on which nothing hangs: cascades of the source's deletes find their way through the
                        // target's rows
                        "DELETE FROM sales_order_status_history WHERE entity_id % 3 = 0",
                        "UPDATE customer_entity SET email = CONCAT('x', email)",
                        "INSERT INTO cms_block (block_id, title, identifier) VALUES (30001, 'bogus', 'bogus')");

                // When
                target.request("cms_block", List.of(Map.of("block_id", 30001)));
                target.request(
                        "customer_entity",
                        IntStream.rangeClosed(1, 3_000)
                                .mapToObj(id -> Map.of("entity_id", id))
                                .toList());
                target.run("backfill", "--table", "sales_flat_order_status_history");
                workload.stop();
            } finally {
                stream.destroy();
                stream.waitFor();
            }
            target.run("delta", "--until-drained");

            // Then
            DiffResult differences = target.differencesThroughPlan();
            assertThat(differences.differences())
                    .as("seed %d: %s", seed, differences.findings())
                    .isZero();
            assertThat(target.openAndParked()).containsExactly(0L, 0L);
        }
    }

    @Test
    void replaysWhatHasChangedSinceAPoint(@TempDir Path folder) throws Exception {
        try (var shop = new LiveShop("triggers", folder)) {
            LiveShop.Target target = shop.newTarget("replay");
            target.run("settings");
            target.run("data");
            shop.execute(
                    "UPDATE sales_flat_order_item SET name = CONCAT(name, ' b') WHERE item_id <= 40",
                    "DELETE FROM customer_entity WHERE entity_id = 3",
                    "UPDATE customer_entity SET email = CONCAT('b', email) WHERE entity_id IN (1, 2)");
            target.run("delta", "--until-drained");
            target.execute(
                    "SET foreign_key_checks = 0",
                    "UPDATE sales_order_item SET name = 'lost' WHERE item_id <= 20",
                    "DELETE FROM sales_order_item WHERE item_id BETWEEN 21 AND 40",
                    "UPDATE customer_entity SET email = CONCAT('c', email) WHERE entity_id IN (1, 2)");
            assertThat(target.differencesThroughPlan().differences()).isPositive();

            // When
            target.run("replay", "--from", "earliest", "--preview");
            target.run("replay", "--from", "2020-01-01", "--table", "sales_flat_order_item", "--detach");
            target.run("replay", "--from", "earliest", "--domain", "customer", "--detach");
            target.run("delta", "--until-drained");

            // Then
            assertThat(target.differencesThroughPlan().differences()).isZero();
            assertThat(target.openAndParked()).containsExactly(0L, 0L);
        }
    }
}
