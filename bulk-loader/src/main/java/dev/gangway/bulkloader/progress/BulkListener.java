package dev.gangway.bulkloader.progress;

import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import java.util.List;

/** Is told how a run goes on; for the console, the log and scripts. Called from several threads; must not block. */
public interface BulkListener {

    /** Hears nothing. */
    BulkListener SILENT = new BulkListener() {};

    /** A stage that runs. */
    record StageRef(Mode mode, String step, String stage) {
        /** What the stage that writes rows is called. */
        public static final String DATA = "data migration";

        /** The stage in the words for people. */
        public static StageRef of(Mode mode, String step, Stage stage) {
            String words =
                    switch (stage) {
                        case INTEGRITY -> "integrity check";
                        case DATA -> DATA;
                        case VOLUME -> "volume check";
                        case DELTA -> "delta";
                    };
            return new StageRef(mode, step, words);
        }

        public boolean isData() {
            return stage.equals(DATA);
        }
    }

    /** How far the tables of a data stage are; {@code rowsExpected} is an estimate until all chunks are read. */
    record TableProgress(
            String step, String table, long rowsDone, long rowsExpected, long bytesDone, int chunksDone, int chunks) {

        /** The part of the table that is in the target, 0 to 1. */
        public double fraction() {
            if (chunksDone >= chunks) {
                return 1;
            }
            return Math.min(1, (double) chunksDone / chunks);
        }
    }

    /** What the run has to do, an estimate, in the order of the stages; before the first stage. */
    default void planned(Mode mode, List<StepWork> work) {}

    default void stageStarted(StageRef stage) {}

    /** The stage was finished by an earlier run. */
    default void stageSkipped(StageRef stage) {}

    default void stageFinished(StageRef stage, long millis) {}

    default void findings(StageRef stage, List<Finding> findings) {}

    /** The first call for a table announces it, with what an earlier run has done of it. */
    default void tableProgress(TableProgress progress) {}

    /** What the workers of a step spent their time on; after its tables are copied. */
    default void copied(String step, CopyTimes times) {}

    /** So many triggers of the target were suspended during the load and are as they were again. */
    default void triggersRestored(int count) {}

    /** Something a person should know that stops nothing. */
    default void warning(String message) {}
}
