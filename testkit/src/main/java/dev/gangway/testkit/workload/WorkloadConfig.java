package dev.gangway.testkit.workload;

import java.time.Duration;

/**
 * How hard and how long the shop is used.
 *
 * @param writers connections that write at the same time
 * @param transactionsPerSecond of all writers together; 0 for as fast as they can
 * @param rollbackPercent of transactions that are undone
 * @param longTransaction how long the one long transaction stays open before it commits and the next begins; zero for none
 */
public record WorkloadConfig(
        long seed, int writers, double transactionsPerSecond, int rollbackPercent, Duration longTransaction) {

    /** What the demo runs: three writers, a rate that a small shop has on its best day, a long transaction of five seconds. */
    public static WorkloadConfig demo(long seed) {
        return new WorkloadConfig(seed, 3, 40, 5, Duration.ofSeconds(5));
    }
}
