package dev.gangway.streams;

import dev.gangway.core.retry.Trouble;
import java.util.Optional;

/**
 * What the transformer does at one moment.
 *
 * @param lagRecords records that were written to the changes topics and not yet read
 * @param trouble why it waits or has stopped by itself
 */
public record TransformStatus(
        TransformState state, long mapped, long filtered, long rejected, long lagRecords, Optional<Trouble> trouble) {}
