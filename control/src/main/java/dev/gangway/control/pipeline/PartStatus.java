package dev.gangway.control.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * One part of the way from the source to the target.
 *
 * @param name source, capture, topics, transform, sink or target
 * @param state a word of the part's own, such as RUNNING, PAUSED or WAITING
 * @param figure what it counts
 * @param unit what the figure is, such as {@code captured}; empty when it counts nothing
 * @param trouble why it waits or has stopped
 */
public record PartStatus(
        String name,
        String state,
        long figure,
        String unit,
        @Nullable TroubleStatus trouble) {

    /**
     * Why a part waits or has stopped.
     *
     * @param code see the reference of errors
     * @param recovery what has to happen before it goes on
     * @param nextTryMs when it tries again, milliseconds since 1970; 0 when it does not
     */
    public record TroubleStatus(String code, String recovery, String message, int tries, long nextTryMs) {}
}
