package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.state.WantedState;

/** What the commands on a running stream do; they work from any machine that reaches the target. */
public interface StreamWishes {

    /**
     * Wants the stream of a migration to run, to pause or to stop, as a person; returns at once.
     *
     * @param reason for those who read the status; may be empty
     */
    int want(MigrationConfig config, WantedState state, String reason, boolean json, Console console);
}
