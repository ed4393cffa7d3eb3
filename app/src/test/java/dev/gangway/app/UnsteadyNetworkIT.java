package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.command.ExitCode;
import dev.gangway.core.schema.Side;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream over a bad network: each packet arrives late, and connections to source and target break at moments that nobody chose, so
 * that answers to commits are lost too. Nothing is lost or doubled.
 */
@Tag("night")
class UnsteadyNetworkIT {
    private static final int BREAKS = Integer.getInteger("gangway.kills", 30);
    private static final Duration LATENCY = Duration.ofMillis(15);
    private static final int LATEST_BREAK_MS = 1_500;
    private static final int RATE = 20;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final long seed = Long.getLong("gangway.seed", System.nanoTime());

    @Test
    void losesAndDoublesNothingWherePacketsAreLateAndConnectionsBreak(@TempDir Path folder) throws Exception {
        try (var toSource = new TcpProxy(CommandShop.SERVER.port());
                var toTarget = new TcpProxy(CommandShop.SERVER.port());
                var shop =
                        new CommandShop(folder, "binlog").withSharedKafka().through(toSource.port(), toTarget.port())) {
            String streamed = loaded(shop);
            var load = new WorkloadConfig(seed, 2, RATE, 10, Duration.ZERO);
            try (var workload = new Workload(ShopDatabases.open(CommandShop.SERVER, shop.source, Side.SOURCE), load);
                    var delta = new RunningDelta(shop.file(streamed).toString())) {
                await().atMost(LIMIT).until(() -> isLevel(shop, streamed, delta));
                workload.start();
                toSource.delay(LATENCY);
                toTarget.delay(LATENCY);
                breakConnections(toSource, toTarget, delta);
                workload.stop();
                toSource.delay(Duration.ZERO);
                toTarget.delay(Duration.ZERO);
                await().atMost(LIMIT).until(() -> isLevel(shop, streamed, delta));
                assertThat(delta.stop()).as(delta.said()).isEqualTo(ExitCode.DONE);
                assertThat(delta.said()).contains("goes on by itself").doesNotContain("\tat ");
            }
            assertThat(shop.run(streamed, "delta", "--until-drained"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);
            assertThat(shop.run(streamed, "status", "--more")).as(shop.result()).isEqualTo(ExitCode.DONE);
            assertThat(shop.result()).contains("balanced: true");
            assertThat(shop.differences(loaded(shop), streamed))
                    .describedAs("seed %d", seed)
                    .isEmpty();
        }
    }

    private void breakConnections(TcpProxy toSource, TcpProxy toTarget, RunningDelta delta) throws Exception {
        var random = new Random(seed);
        for (int i = 0; i < BREAKS; i++) {
            assertThat(delta.isOverWithin(random.nextInt(LATEST_BREAK_MS)))
                    .as(delta.said())
                    .isFalse();
            (random.nextInt(3) == 0 ? toSource : toTarget).breakConnections();
        }
    }

    private static String loaded(CommandShop shop) throws Exception {
        String target = shop.newTarget();
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        return target;
    }

    private static boolean isLevel(CommandShop shop, String target, RunningDelta delta) throws Exception {
        assertThat(delta.isOver()).as(delta.said()).isFalse();
        shop.run(target, "status", "--more");
        return shop.result().contains("lag: 0\n  delayMs: 0\n");
    }
}
