package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.LedgerView;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StreamRun;
import dev.gangway.testkit.anytable.AnyTableWorkload;
import dev.gangway.testkit.anytable.EditKind;
import dev.gangway.testkit.compare.TableDifference;
import dev.gangway.testkit.workload.Workload;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Property: whatever happens to any table of the plan while the stream is killed and started again, the target shows nothing but
 * cuts, and in the end it is what a fresh load of the final source gives. Runs on request: {@code -Dgangway.seeds=1-40}.
 */
@EnabledIfSystemProperty(named = "gangway.seeds", matches = ".+")
class EveryTableIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int LEAST_ROWS = 3;

    /** Transactions per table and part of a run. */
    private static final int ROUNDS = 1;

    private static final int KILLS = 2;
    private static final int LATEST_KILL_MS = 3_000;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leadsToWhatAFreshLoadOfTheFinalSourceGives(long seed, @TempDir Path folder) throws Exception {
        var random = new Random(seed);
        boolean reference = Golden.isAtHand() && seed % 4 != 0;
        boolean triggers = seed % 3 == 0;
        SeedKind kind = SeedKind.of(seed, reference);
        try (var shop = new SeedShop(reference, kind, triggers ? "triggers" : "binlog", folder);
                Connection source = shop.connect()) {
            SeedShop.Target streamed = shop.newTarget();
            AnyTableWorkload workload = shop.workload(streamed, source, seed, carried(triggers));
            assertThat(workload.fill(LEAST_ROWS))
                    .describedAs("tables that nothing can be written to")
                    .isEmpty();
            streamed.load(true);

            // When
            TargetWatch watch = shop.watch(streamed).start();
            Optional<Workload> customers = shop.customers(seed);
            killWhileWriting(streamed, workload, random);
            customers.ifPresent(Workload::stop);
            LedgerView totals = drainWhileWriting(streamed, workload);
            SeedShop.Target fresh = shop.newTarget();
            fresh.load(false);

            List<TableDifference> differences = shop.differences(fresh, streamed);
            List<String> broken = watch.end();

            // Then
            System.out.println("seed " + seed + " (" + kind + "): " + totals.line() + "; " + workload + "; " + watch
                    + "; " + differences.size() + " tables differ " + differences + broken);
            assertThat(workload.untouched()).isEmpty();
            assertThat(differences).describedAs("seed %d", seed).isEmpty();
            assertThat(broken).describedAs("seed %d", seed).isEmpty();
            assertThat(totals.isBalanced()).isTrue();
            assertThat(totals.kinds()).describedAs("seed %d", seed).isEmpty();
        }
    }

    static LongStream seeds() {
        return Stream.of(System.getProperty("gangway.seeds", "1").split(",")).flatMapToLong(EveryTableIT::range);
    }

    private static LongStream range(String part) {
        String[] ends = part.split("-", 2);
        return LongStream.rangeClosed(Long.parseLong(ends[0].strip()), Long.parseLong(ends[ends.length - 1].strip()));
    }

    /** What the stream carries beyond plain rows; {@code -Dgangway.edits=SETTINGS,DDL} makes these edits instead. */
    private static Set<EditKind> carried(boolean triggers) {
        Set<EditKind> kinds = Stream.of(
                        System.getProperty("gangway.edits", "TRUNCATE,DDL,SETTINGS,CLEANED_UP,STRUCTURE,STORES")
                                .split(","))
                .map(EditKind::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EditKind.class)));
        if (triggers) {
            kinds.removeAll(EnumSet.of(EditKind.TRUNCATE, EditKind.DDL));
        }
        return kinds;
    }

    /** Two streams, each killed at a moment that the seed gives: while it starts, while it carries, or when it is level. */
    private static void killWhileWriting(SeedShop.Target target, AnyTableWorkload workload, Random random)
            throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            int before = target.streamsAtWork();
            Process stream = target.stream();
            try {
                boolean early = random.nextInt(4) == 0;
                while (!early && target.streamsAtWork() == before) {
                    assertRuns(target, stream, 50);
                }
                write(workload);
                assertRuns(target, stream, random.nextInt(LATEST_KILL_MS));
            } finally {
                stream.destroyForcibly().waitFor();
            }
        }
    }

    private static void assertRuns(SeedShop.Target target, Process stream, long millis) throws Exception {
        boolean ended = stream.waitFor(millis, TimeUnit.MILLISECONDS);
        assertThat(ended).describedAs("the stream ended: %s", target.log()).isFalse();
    }

    private static LedgerView drainWhileWriting(SeedShop.Target target, AnyTableWorkload workload) throws Exception {
        try (MigrationContext context = MigrationContext.open(target.config());
                StreamRun stream = StreamRun.start(context)) {
            stream.awaitCapturing(LIMIT);
            write(workload);
            Drained.await(context, stream, LIMIT);
            return stream.ledger();
        }
    }

    private static void write(AnyTableWorkload workload) throws SQLException {
        for (int i = 0; i < ROUNDS * workload.tables(); i++) {
            workload.step();
        }
    }
}
