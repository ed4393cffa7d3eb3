package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import java.util.Optional;

/** What the commands do that have rows of the source sent through the stream again. Each returns an exit code of {@link ExitCode}. */
public interface ReemitOperations {

    /**
     * How a command waits until the rows are in the target.
     *
     * @param json the result is printed as JSON
     * @param detach it does not wait at all
     */
    record Waiting(boolean json, boolean detach) {}

    /**
     * Which rows of which table.
     *
     * @param fromKey the first key, itself included; empty for the table's first
     * @param toKey the last key, itself included; empty for the table's last
     */
    record BackfillRequest(MigrationConfig config, String table, Optional<String> fromKey, Optional<String> toKey) {}

    /** Sends the rows of a table, or of a range of its keys. */
    int backfill(BackfillRequest request, Waiting waiting, Console console);

    /**
     * Which changes are looked through for keys.
     *
     * @param from a time, {@code topic:partition:offset} or {@code earliest}
     * @param table only this table's
     * @param domain only this group of tables
     * @param preview the keys are only counted
     */
    record ReplayRequest(
            MigrationConfig config, String from, Optional<String> table, Optional<String> domain, boolean preview) {}

    /** Sends the rows whose changes stand in the changes topics from a point on. */
    int replay(ReplayRequest request, Waiting waiting, Console console);
}
