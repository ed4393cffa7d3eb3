package dev.gangway.streams;

import java.util.Optional;

/**
 * What the transformer does at one moment.
 *
 * @param state Kafka Streams' word: CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING, ERROR
 * @param lagRecords records that were written to the changes topics and not yet read
 * @param failure one sentence when it stopped by itself
 */
public record TransformStatus(
        String state, long mapped, long filtered, long rejected, long lagRecords, Optional<String> failure) {}
