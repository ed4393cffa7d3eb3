package dev.gangway.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.sink.read.ReadLimits;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes with random kills: the target ends equal to the source, and every change is counted once. */
class SinkKillIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int STEPS = 3000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endsEqualToTheSourceHoweverOftenItIsKilled(long seed) {
        try (SinkFixture shop = new SinkFixture()) {
            var random = new Random(seed);
            shop.feed.losesWithEveryChange();
            var model = new ShopModel(seed, shop.feed);
            Sink sink = shop.sink();
            for (int i = 0; i < STEPS; i++) {
                model.step();
                if (random.nextInt(random.nextInt(10) == 0 ? 200 : 8) == 0) {
                    shop.feed.cut();
                }
                if (random.nextInt(STEPS / 6) == 0) {
                    killConnections(shop);
                }
                if (random.nextInt(STEPS / 4) == 0) {
                    sink.close();
                    sink = shop.sink(new ReadLimits(16 << 10, 1 << (8 + random.nextInt(8)), 5_000));
                }
            }
            shop.feed.cut();
            killConnections(shop);
            boolean drained = sink.awaitDrained(shop.feed.position(), LIMIT);
            sink.close();

            assertThat(drained).describedAs("%s", sink.status()).isTrue();
            for (String table : List.of("parent", "child", "grandchild", "note")) {
                assertThat(shop.rows(table)).describedAs(table).isEqualTo(model.rows(table));
            }
            assertLedgerBalances(shop);
        }
    }

    private static void killConnections(SinkFixture shop) {
        String sessions = "SELECT id FROM information_schema.processlist WHERE db = '${target}'";
        for (List<@Nullable String> row : shop.query(sessions)) {
            try {
                shop.execute("KILL " + row.get(0));
            } catch (RuntimeException e) {
                // it ended by itself
            }
        }
    }

    private static void assertLedgerBalances(SinkFixture shop) {
        for (List<@Nullable String> row : shop.ledger()) {
            long sum = row.subList(1, 5).stream().mapToLong(Long::parseLong).sum();
            assertThat(sum).isEqualTo(shop.feed.captured().get(row.get(0)));
        }
        assertThat(shop.losses())
                .isEqualTo(shop.ledger().stream()
                        .filter(row -> !"0".equals(row.get(1)))
                        .map(row -> List.of(String.valueOf(row.get(0)), "v", "cut", String.valueOf(row.get(1))))
                        .toList());
        assertThat(shop.query("SELECT COUNT(*) FROM ${state}.parked")).containsExactly(List.of("0"));
        assertThat(shop.query("SELECT SUM(total) FROM ${state}.captured"))
                .containsExactly(List.of(String.valueOf(shop.feed.position().offset())));
    }
}
