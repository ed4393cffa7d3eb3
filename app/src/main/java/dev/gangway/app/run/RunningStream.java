package dev.gangway.app.run;

import dev.gangway.core.config.MigrationConfig;

/** Tells others whether a stream runs. */
public final class RunningStream {
    private RunningStream() {}

    /** True when a stream of this migration has given a sign of life on this machine lately. */
    public static boolean isOnThisMachine(MigrationConfig config) {
        return LiveStatus.read(LiveStatus.file(config), System.currentTimeMillis())
                .isPresent();
    }
}
