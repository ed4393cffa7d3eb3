package dev.gangway.bulkloader;

import dev.gangway.core.config.Mode;
import java.util.List;

/** Is told how a run goes on; for the console, the log and scripts. Called from several threads; must not block. */
public interface BulkListener {

    /** Hears nothing. */
    BulkListener SILENT = new BulkListener() {};

    /** A stage that runs. */
    record StageRef(Mode mode, String step, String stage) {}

    /** How far the tables of a data stage are; {@code rowsExpected} is an estimate until all chunks are read. */
    record TableProgress(
            String step, String table, long rowsDone, long rowsExpected, long bytesDone, int chunksDone, int chunks) {}

    default void stageStarted(StageRef stage) {}

    /** The stage was finished by an earlier run. */
    default void stageSkipped(StageRef stage) {}

    default void stageFinished(StageRef stage, long millis) {}

    default void findings(StageRef stage, List<Finding> findings) {}

    default void tableProgress(TableProgress progress) {}

    /** Something a person should know that stops nothing. */
    default void warning(String message) {}
}
