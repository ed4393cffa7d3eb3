package dev.gangway.core.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Feeds a target with changed inputs for a while; inputs with a new outcome become seeds of further ones. */
final class FuzzRunner implements AutoCloseable {
    private static final int MOST_SEEDS = 4_000;
    /** Half of what threads have by default. */
    private static final int HALF_STACK = 512 << 10;

    private final FuzzTarget target;
    private final Duration limit;
    private final Random random;
    private final Mutator mutator;
    private final List<byte[]> pool = new ArrayList<>();
    private final Set<String> outcomes = new HashSet<>();
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(null, task, "fuzz-reader", HALF_STACK);
        thread.setDaemon(true);
        return thread;
    });
    private long inputs;

    /** An input that broke the target, and how. */
    record Finding(String target, byte[] input, @Nullable Throwable cause) {
        @Override
        public String toString() {
            return target + " breaks on " + input.length + " bytes: " + (cause == null ? "no end" : cause) + "\n"
                    + new String(input, 0, Math.min(input.length, 2_000), StandardCharsets.ISO_8859_1);
        }
    }

    /** One input may take up to {@code limit}. */
    FuzzRunner(FuzzTarget target, long seed, Duration limit) {
        this.target = target;
        this.limit = limit;
        this.random = new Random(seed);
        this.mutator = new Mutator(target.words(), random);
        pool.addAll(target.seeds());
    }

    long inputs() {
        return inputs;
    }

    int outcomes() {
        return outcomes.size();
    }

    /** Runs all seeds, then changed inputs until the time is up; the first finding ends it. */
    Optional<Finding> run(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (byte[] seed : List.copyOf(pool)) {
            Optional<Finding> finding = feed(seed);
            if (finding.isPresent()) {
                return finding;
            }
        }
        while (System.nanoTime() < end) {
            byte[] input = mutator.change(any(), any());
            Optional<Finding> finding = feed(input);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private byte[] any() {
        return pool.get(random.nextInt(pool.size()));
    }

    private Optional<Finding> feed(byte[] input) throws InterruptedException {
        inputs++;
        Future<String> outcome = reader.submit(() -> target.read(input));
        try {
            if (outcomes.add(outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS)) && pool.size() < MOST_SEEDS) {
                pool.add(input);
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(new Finding(target.name(), input, e.getCause()));
        } catch (TimeoutException e) {
            return Optional.of(new Finding(target.name(), input, null));
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
