package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import org.jspecify.annotations.Nullable;

/** What the command does that mends differences; it returns an exit code of {@link ExitCode}. */
public interface RepairOperations {

    /**
     * Mends what a comparison has found and compares these rows again.
     *
     * @param run which comparison; the newest when none is named
     * @param yes nobody is asked
     * @param dryRun it is only said what would be done
     */
    int repair(MigrationConfig config, @Nullable Long run, boolean yes, boolean dryRun, Console console);
}
