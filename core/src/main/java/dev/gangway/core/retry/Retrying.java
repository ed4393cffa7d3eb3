package dev.gangway.core.retry;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * The one way to do work again: while it fails with what may pass by itself, after waits that grow up to a cap, until it
 * succeeds or the tries are used up. An error that needs a person is thrown at once.
 *
 * <p>A wait is ended by an interruption, which is thrown as INTERRUPTED, and by the bell's owner: the work is then called
 * again at once and has to look whether it is still wanted. Used by one thread; the bell may be rung by any.
 */
public final class Retrying {
    private final BackOff backOff;
    private final ToIntFunction<MigrationException> maxTries;
    private final Predicate<MigrationException> passes;
    private final Bell bell;
    private final BooleanSupplier wanted;
    private final Consumer<Trouble> listener;
    private final Clock clock;
    private int failures;

    private Retrying(
            BackOff backOff,
            ToIntFunction<MigrationException> maxTries,
            Predicate<MigrationException> passes,
            Bell bell,
            BooleanSupplier wanted,
            Consumer<Trouble> listener) {
        this.backOff = backOff;
        this.maxTries = maxTries;
        this.passes = passes;
        this.bell = bell;
        this.wanted = wanted;
        this.listener = listener;
        this.clock = Clock.systemUTC();
    }

    /**
     * For a stage: without a limit on tries.
     *
     * @param bell rung when {@code wanted} may have become true
     * @param wanted whether somebody wants the stage to do something else than to wait
     * @param listener told of each failure before the wait
     */
    public static Retrying forEver(BackOff backOff, Bell bell, BooleanSupplier wanted, Consumer<Trouble> listener) {
        return new Retrying(backOff, e -> Integer.MAX_VALUE, e -> e.code().isRetriable(), bell, wanted, listener);
    }

    /** For work that somebody waits for: so many tries, after which the last error is thrown. */
    public static Retrying times(int maxTries, BackOff backOff, Consumer<Trouble> listener) {
        return times(e -> maxTries, backOff, listener);
    }

    /** The same with as many tries as the error is worth. */
    public static Retrying times(
            ToIntFunction<MigrationException> maxTries, BackOff backOff, Consumer<Trouble> listener) {
        return new Retrying(backOff, maxTries, e -> e.code().isRetriable(), new Bell(), () -> false, listener);
    }

    /** The same for these errors only. */
    public Retrying only(Recovery recovery) {
        return new Retrying(backOff, maxTries, e -> e.code().recovery() == recovery, bell, wanted, listener);
    }

    /** Calls the work until it ends without an error. */
    public <T> T call(Supplier<T> work) {
        failures = 0;
        while (true) {
            try {
                return work.get();
            } catch (MigrationException e) {
                afterFailure(e);
            }
        }
    }

    /** The work has got further than before: what fails next is its first failure. */
    public void progressed() {
        failures = 0;
    }

    /** How often the work failed in a row. */
    public int failures() {
        return failures;
    }

    private void afterFailure(MigrationException error) {
        failures++;
        if (!passes.test(error) || failures >= maxTries.applyAsInt(error)) {
            throw error;
        }
        Duration wait = backOff.after(failures);
        listener.accept(new Trouble(error, failures, clock.millis() + wait.toMillis()));
        bell.await(wait, wanted);
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(
                    ErrorCode.INTERRUPTED, "Stopped while waiting to try again after: " + error.getMessage(), error);
        }
    }
}
