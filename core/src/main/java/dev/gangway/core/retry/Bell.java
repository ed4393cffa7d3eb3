package dev.gangway.core.retry;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets one thread wait and others wake it when what it waits for may have changed. Thread-safe. */
public final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();

    /** To be called after a change that a waiting thread must see. */
    public void ring() {
        lock.lock();
        try {
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the condition holds; the action runs before each wait. */
    public void awaitWhile(BooleanSupplier condition, Runnable action) {
        lock.lock();
        try {
            while (condition.getAsBoolean()) {
                action.run();
                rung.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a time, or until the condition holds when rung; an interruption ends the wait and keeps its flag.
     *
     * @return whether the condition holds
     */
    public boolean await(Duration time, BooleanSupplier until) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && !until.getAsBoolean()) {
                left = rung.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return until.getAsBoolean();
    }
}
