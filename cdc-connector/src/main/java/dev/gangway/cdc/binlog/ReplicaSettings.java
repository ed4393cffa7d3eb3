package dev.gangway.cdc.binlog;

import java.time.Duration;
import java.util.Optional;

/**
 * How capture appears to the source, which takes it for a replica.
 *
 * @param serverId empty means one that follows from the source-id and the process, so that nobody else has it
 * @param heartbeat how often an idle source tells where it is
 */
public record ReplicaSettings(Optional<Long> serverId, Duration heartbeat) {
    public static final ReplicaSettings DEFAULT = new ReplicaSettings(Optional.empty(), Duration.ofMillis(500));
}
