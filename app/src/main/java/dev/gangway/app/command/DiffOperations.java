package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands that compare source and target do; each returns an exit code of {@link ExitCode}. */
public interface DiffOperations {

    /**
     * How results are told.
     *
     * @param all equal tables too
     */
    record Show(boolean json, boolean all) {}

    /** Compares these tables, or all when there are none. */
    int diff(MigrationConfig config, List<String> only, Show show, Console console);

    /** Tells what a comparison has found so far; the newest when none is named. */
    int show(MigrationConfig config, @Nullable Long run, Show show, Console console);

    /** Goes on with a comparison that was stopped or killed. */
    int resume(MigrationConfig config, @Nullable Long run, Show show, Console console);

    /** Makes a running comparison end after its chunk. */
    int stop(MigrationConfig config, @Nullable Long run, Console console);

    /** Forgets a comparison and what it found. */
    int delete(MigrationConfig config, @Nullable Long run, Console console);
}
