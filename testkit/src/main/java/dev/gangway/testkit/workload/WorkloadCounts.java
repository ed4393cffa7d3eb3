package dev.gangway.testkit.workload;

import java.util.Map;

/**
 * What a workload did.
 *
 * @param committed transactions that were committed
 * @param rolledBack transactions that were undone on purpose
 * @param conflicts transactions that the server undid: deadlocks, lock waits, duplicate keys, rows still referenced
 * @param byAction committed transactions by kind
 */
public record WorkloadCounts(long committed, long rolledBack, long conflicts, Map<String, Long> byAction) {

    public WorkloadCounts {
        byAction = Map.copyOf(byAction);
    }
}
