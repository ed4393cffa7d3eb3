package dev.gangway.app.demo;

import dev.gangway.core.plan.MigrationPlan;
import java.time.Duration;
import java.util.Optional;

/** One migration as the demo drives it, stage by stage. One thread; {@link #progress} from any. */
public interface Migration extends AutoCloseable {

    /** Runs the settings mode to its end. */
    void settings();

    /** Begins to capture changes and runs the data mode to its end. */
    void data();

    /** Starts capture, transformer and sink; returns when all of them run. */
    void startStream();

    Progress progress();

    /** Waits until everything that was committed in the source before this call is in the target; false when time is up. */
    boolean awaitDrained(Duration limit);

    /** The ledger's sums and the delays, when the stream has drained. */
    Totals totals();

    MigrationPlan plan();

    @Override
    void close();

    /**
     * How far the stream is.
     *
     * @param problem why a stage waits or has stopped
     */
    record Progress(long captured, long applied, Duration delay, Optional<String> problem) {}

    /** What happened to every captured change, and how long it took from commit to commit. */
    record Totals(long captured, long applied, long coalesced, long filtered, long parked, Delays delays) {

        public boolean isBalanced() {
            return captured == applied + coalesced + filtered + parked;
        }
    }

    /** Percentiles of the time between the commit in the source and the commit in the target. */
    record Delays(Duration p50, Duration p95, Duration p99) {}
}
