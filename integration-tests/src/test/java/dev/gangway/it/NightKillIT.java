package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.wiring.Databases;
import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Comparison, repair, replay and cutover are killed, as with {@code kill -9}, at random moments, a cutover at a random stage: the stream beside
 * them goes on, no fence stays, and in the end nothing is missing. Each kind of command is killed once in every run, and more often by night ({@code -Dgangway.kills=30}).
 */
@Tag("kills")
class NightKillIT {
    private static final int KILLS = Integer.getInteger("gangway.kills", 4);
    private static final int SPREAD_MS = 8_000;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration FENCE_LIMIT = Duration.ofSeconds(20);
    private static final List<String> STAGES = List.of("compare", "fence", "watermark", "check", "switch");

    private final Random random = new Random(Long.getLong("gangway.seed", System.nanoTime()));

    @Test
    void losesNothingAndLeavesNoFenceWhereverItIsKilled(@TempDir Path folder) throws Exception {
        try (var shop = new LiveShop("binlog", folder)) {
            LiveShop.Target target = shop.newTargetWithDerivedRows("kills");
            target.run("settings");
            target.run("data", "--auto");
            Process stream = target.start("delta");
            StateSchema state = Databases.of(target.config()).state();
            try (var writes = new SteadyWrites(shop.source())) {
                await().atMost(LIMIT).until(() -> isStreaming(state));
                writes.start();
                for (int kill = 0; kill < KILLS; kill++) {
                    kill(kill % 4, shop, target, state);
                    long written = writes.written();
                    await().atMost(FENCE_LIMIT).until(() -> writes.written() > written);
                    assertThat(stream.isAlive()).isTrue();
                }
            }
            if (!GoldenDiffIT.told(GoldenDiffIT.diff(target.config())).isEmpty()) {
                target.run("repair", "--yes"); // what a killed one has left
            }
            assertThat(GoldenDiffIT.told(GoldenDiffIT.diff(target.config()))).isEmpty();
            stream.destroyForcibly().waitFor();
            target.run("delta", "--until-drained");
            assertThat(target.openAndParked()).containsExactly(0L, 0L);
        }
    }

    private void kill(int kind, LiveShop shop, LiveShop.Target target, StateSchema state) throws Exception {
        switch (kind) {
            case 0 -> kill(target.start("cutover", "--rehearse", "--fence", "triggers"), shop, state);
            case 1 -> {
                target.execute("UPDATE sales_order SET shipping_description = 'damaged' WHERE entity_id < 20");
                assertThat(GoldenDiffIT.told(GoldenDiffIT.diff(target.config())))
                        .isNotEmpty();
                killSoon(target.start("repair", "--yes"));
            }
            case 2 -> killSoon(target.start("replay", "--from", "earliest"));
            default -> killSoon(target.start("diff"));
        }
    }

    private void killSoon(Process process) throws InterruptedException {
        process.waitFor(1_000L + random.nextInt(SPREAD_MS), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    /** At a stage, or at its own end when that comes first. */
    private void kill(Process cutover, LiveShop shop, StateSchema state) throws Exception {
        String stage = STAGES.get(random.nextInt(STAGES.size()));
        var store = new CutoverStore(state);
        long before = store.last().map(Cutover::id).orElse(0L);
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !cutover.isAlive()
                        || store.last()
                                .filter(last ->
                                        last.id() > before && last.stage().equals(stage))
                                .isPresent());
        cutover.destroyForcibly().waitFor();
        long killed = System.nanoTime();
        await().atMost(FENCE_LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> fenceTriggers(shop) == 0);
        System.out.printf(
                "killed at stage %s: no fence after %,d ms%n", stage, (System.nanoTime() - killed) / 1_000_000);
    }

    private static long fenceTriggers(LiveShop shop) {
        return (long) shop.server()
                .query("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '"
                        + shop.source().config().name() + "' AND TRIGGER_NAME LIKE 'gw\\_fence\\_%'")
                .size();
    }

    private static boolean isStreaming(StateSchema state) throws Exception {
        try (Connection connection = state.target().open()) {
            return StreamLock.isTaken(state)
                    && new SinkStateStore(state).watermark(connection).isPresent();
        }
    }
}
