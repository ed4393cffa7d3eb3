package dev.gangway.bulkloader;

import dev.gangway.bulkloader.copy.Workers;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of a mode side by side as far as {@link StepOrder} allows; of several that could start, the one that most
 * others wait for. After a failure nothing is started any more, what runs is interrupted, and all of it has ended when the
 * failure is thrown. Used once, by one thread.
 */
final class StepScheduler {
    private final List<StepKind> kinds;
    private final int atOnce;
    private final Set<Integer> waiting = new LinkedHashSet<>();
    private final Set<Integer> running = new HashSet<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private @Nullable RuntimeException failure;

    /** A step that has ended, with what it failed with. */
    private record Ended(int step, @Nullable Throwable failure) {}

    /** For steps of these kinds, in the order of the configuration. */
    StepScheduler(List<StepKind> kinds, int atOnce) {
        this.kinds = List.copyOf(kinds);
        this.atOnce = atOnce;
        for (int i = 0; i < kinds.size(); i++) {
            waiting.add(i);
        }
    }

    /**
     * Calls {@code work} once with each step's place in the list, from several threads.
     *
     * @throws MigrationException the first failure of a step, or INTERRUPTED
     */
    void run(IntConsumer work) {
        ExecutorService threads = Workers.pool(atOnce, "bulk-step");
        boolean interrupted = false;
        try {
            start(threads, work);
            while (!running.isEmpty()) {
                try {
                    finish(ended.take(), threads);
                    start(threads, work);
                } catch (InterruptedException e) {
                    interrupted = true;
                    fail(
                            new MigrationException(
                                    ErrorCode.INTERRUPTED, "The load was stopped; run again to go on", e),
                            threads);
                }
            }
        } finally {
            threads.shutdownNow();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void start(ExecutorService threads, IntConsumer work) {
        if (failure != null) {
            return;
        }
        var ready = new ArrayList<>(waiting.stream().filter(this::isReady).toList());
        ready.sort(Comparator.comparingLong(this::followers).reversed());
        for (int step : ready) {
            if (running.size() < atOnce && running.stream().noneMatch(other -> excludes(step, other))) {
                waiting.remove(step);
                running.add(step);
                threads.execute(() -> ended.add(new Ended(step, failureOf(work, step))));
            }
        }
    }

    private static @Nullable Throwable failureOf(IntConsumer work, int step) {
        try {
            work.accept(step);
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private void finish(Ended step, ExecutorService threads) {
        running.remove(step.step());
        Throwable reason = step.failure();
        if (reason instanceof RuntimeException known) {
            fail(known, threads);
        } else if (reason != null) {
            fail(new MigrationException(ErrorCode.INTERNAL, "A step of the load failed: " + reason, reason), threads);
        }
    }

    private void fail(RuntimeException reason, ExecutorService threads) {
        boolean stopped = reason instanceof MigrationException known && known.code() == ErrorCode.INTERRUPTED;
        if (failure == null) {
            failure = reason;
            threads.shutdownNow();
        } else if (!stopped) {
            failure.addSuppressed(reason);
        }
    }

    private boolean isReady(int step) {
        for (int earlier = 0; earlier < step; earlier++) {
            if (isOpen(earlier) && StepOrder.waits(kinds.get(step), kinds.get(earlier))) {
                return false;
            }
        }
        return true;
    }

    private boolean isOpen(int step) {
        return waiting.contains(step) || running.contains(step);
    }

    private long followers(int step) {
        return waiting.stream()
                .filter(later -> later > step && StepOrder.waits(kinds.get(later), kinds.get(step)))
                .count();
    }

    private boolean excludes(int one, int other) {
        return StepOrder.excludes(kinds.get(one), kinds.get(other));
    }
}
