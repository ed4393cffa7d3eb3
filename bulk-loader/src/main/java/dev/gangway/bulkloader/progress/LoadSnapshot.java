package dev.gangway.bulkloader.progress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a load is at one moment.
 *
 * @param part of the work that is done, by this run and earlier ones: 0 to 1
 * @param rows rows in the target, those of earlier runs included
 * @param bytes about the size of their values
 * @param rowsPerSecond of this run
 * @param left how long it will take from now; null while nobody can tell
 */
public record LoadSnapshot(
        double part,
        long rows,
        long bytes,
        double rowsPerSecond,
        @Nullable Duration left) {}
