package dev.gangway.cdc;

import dev.gangway.core.position.SourcePosition;

/**
 * A place in the source's stream at which every transaction before it is complete.
 *
 * @param heartbeat true when no change happened since the last cut
 * @param timeMs the source's time there, milliseconds since 1970 UTC
 */
public record Cut(SourcePosition position, boolean heartbeat, long timeMs) {}
