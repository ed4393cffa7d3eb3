package dev.gangway.it;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.problem.Problems;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data mode in a process of its own, to be killed; prints a line for each started stage and each finished chunk. Breaks off
 * by itself after so many lines when told how many.
 */
final class GoldenLoad {
    /** What it says when it breaks off. */
    static final String BROKEN_OFF = "broken off by the test";

    private GoldenLoad() {}

    public static void main(String[] args) {
        int lines = args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE;
        MigrationConfig config = MigrationConfig.load(Path.of(args[0]), ConfigEnvironment.ofProcess(), new Problems());
        try (MigrationContext context = MigrationContext.open(config)) {
            new BulkRun(context, CaptureStart.NONE, new Telling(lines)).run(Mode.DATA);
        }
    }

    private static final class Telling implements BulkListener {
        private final Set<String> announced = ConcurrentHashMap.newKeySet();
        private int left;

        Telling(int lines) {
            this.left = lines;
        }

        @Override
        public void stageStarted(StageRef stage) {
            tell("stage " + stage.step() + ", " + stage.stage());
        }

        @Override
        public void tableProgress(TableProgress progress) {
            if (!announced.add(progress.step() + "/" + progress.table())) {
                tell("chunk " + progress.table() + " " + progress.chunksDone());
            }
        }

        private synchronized void tell(String line) {
            System.out.println(line);
            System.out.flush();
            left--;
            if (left == 0) {
                throw new IllegalStateException(BROKEN_OFF);
            }
        }
    }
}
