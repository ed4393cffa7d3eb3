package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.state.ParkedSelection;

/** What the commands on parked changes do; each returns an exit code of {@link ExitCode}. */
public interface ParkedOperations {

    /** Lists what waits by class, and the first rows, at most {@code limit}. */
    int list(MigrationConfig config, ParkedSelection selection, int limit, Output output);

    /** Shows one change with its row before and after. */
    int show(MigrationConfig config, long id, Output output);

    /** Has the rows of the selected changes read anew, or only says what would happen. */
    int retry(MigrationConfig config, ParkedSelection selection, boolean preview, Output output);

    /** Gives the selected changes up; {@code why} stands beside them from then on. */
    int drop(MigrationConfig config, ParkedSelection selection, String why, Output output);

    /** Where the answer goes, and whether as JSON. */
    record Output(boolean json, Console console) {}
}
