package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;

/** What the command does that begins a stream anew on a loaded target; it returns an exit code of {@link ExitCode}. */
public interface AttachOperations {

    /**
     * How it is done.
     *
     * @param yes nobody is asked
     * @param dryRun it is only said what would be done
     * @param untilLevel it ends when the target is as the source, instead of carrying changes on
     */
    record AttachRequest(MigrationConfig config, boolean yes, boolean dryRun, boolean untilLevel) {}

    int attach(AttachRequest request, Console console);
}
