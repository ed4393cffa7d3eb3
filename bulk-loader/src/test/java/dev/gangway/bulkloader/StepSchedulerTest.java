package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StepSchedulerTest {
    private static final List<StepKind> OPEN_SOURCE = List.of(
            StepKind.DATA_INTEGRITY,
            StepKind.EAV,
            StepKind.CUSTOMER,
            StepKind.MAP,
            StepKind.URL_REWRITE,
            StepKind.LOG,
            StepKind.RATINGS,
            StepKind.CONFIGURABLE_PRICES,
            StepKind.ORDER_GRIDS,
            StepKind.TIER_PRICE,
            StepKind.SALES_INCREMENT,
            StepKind.INVENTORY,
            StepKind.POST_PROCESSING);

    private final List<StepKind> started = Collections.synchronizedList(new ArrayList<>());
    private final List<StepKind> finished = Collections.synchronizedList(new ArrayList<>());

    @Test
    void startsNoStepBeforeThoseItWaitsFor() {
        var early = Collections.synchronizedSet(new TreeSet<String>());

        new StepScheduler(OPEN_SOURCE, 4).run(i -> {
            StepKind kind = OPEN_SOURCE.get(i);
            for (StepKind before : OPEN_SOURCE.subList(0, i)) {
                if (StepOrder.waits(kind, before) && !finished.contains(before)) {
                    early.add(kind + " before " + before);
                }
            }
            finished.add(kind);
        });

        assertThat(early).isEmpty();
        assertThat(finished).containsExactlyInAnyOrderElementsOf(OPEN_SOURCE);
    }

    @Test
    void runsStepsSideBySideThatDoNotNeedEachOther() {
        List<StepKind> kinds = List.of(StepKind.ORDER_GRIDS, StepKind.TIER_PRICE);
        var together = new CyclicBarrier(2);

        new StepScheduler(kinds, 2).run(i -> {
            try {
                together.await(50, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(together.isBroken()).isFalse();
    }

    @Test
    void startsWithTheStepThatMostOthersWaitFor() {
        List<StepKind> kinds = List.of(StepKind.CUSTOMER, StepKind.MAP, StepKind.ORDER_GRIDS, StepKind.INVENTORY);

        new StepScheduler(kinds, 1).run(i -> started.add(kinds.get(i)));

        assertThat(started).first().isEqualTo(StepKind.MAP);
    }

    @Test
    void copiesWithOneStepAtATime() {
        List<StepKind> kinds = List.of(StepKind.CUSTOMER, StepKind.MAP);
        var running = Collections.synchronizedSet(new TreeSet<StepKind>());
        var most = Collections.synchronizedList(new ArrayList<Integer>());

        new StepScheduler(kinds, 2).run(i -> {
            running.add(kinds.get(i));
            most.add(running.size());
            running.remove(kinds.get(i));
        });

        assertThat(most).containsExactly(1, 1);
    }

    @Test
    void runsUnknownStepsAloneAndInOrder() {
        List<StepKind> kinds = List.of(StepKind.ORDER_GRIDS, StepKind.SALES_ORDER, StepKind.TIER_PRICE);

        new StepScheduler(kinds, 3).run(i -> {
            started.add(kinds.get(i));
            finished.add(kinds.get(i));
            assertThat(finished).isEqualTo(started);
        });

        assertThat(started).isEqualTo(kinds);
    }

    @Test
    void interruptsWhatRunsAndStartsNothingMoreAfterAFailure() {
        List<StepKind> kinds = List.of(StepKind.ORDER_GRIDS, StepKind.TIER_PRICE, StepKind.POST_PROCESSING);
        var waits = new CountDownLatch(1);
        var both = new CountDownLatch(2);
        var interrupted = Collections.synchronizedSet(new TreeSet<StepKind>());

        assertThatThrownBy(() -> new StepScheduler(kinds, 2).run(i -> {
                    started.add(kinds.get(i));
                    both.countDown();
                    try {
                        both.await();
                        if (kinds.get(i) == StepKind.TIER_PRICE) {
                            throw new MigrationException(ErrorCode.TARGET_DISK_FULL, "full");
                        }
                        waits.await();
                    } catch (InterruptedException e) {
                        interrupted.add(kinds.get(i));
                        throw new MigrationException(ErrorCode.INTERRUPTED, "stopped", e);
                    }
                }))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_DISK_FULL))
                .hasNoSuppressedExceptions();

        assertThat(started).doesNotContain(StepKind.POST_PROCESSING);
        assertThat(interrupted).isEqualTo(Set.of(StepKind.ORDER_GRIDS));
    }
}
