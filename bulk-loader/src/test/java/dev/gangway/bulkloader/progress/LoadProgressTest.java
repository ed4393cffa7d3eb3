package dev.gangway.bulkloader.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.bulkloader.progress.BulkListener.StageRef;
import dev.gangway.bulkloader.progress.BulkListener.TableProgress;
import dev.gangway.core.config.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadProgressTest {
    private static final StageRef MAP = new StageRef(Mode.DATA, "Map", StageRef.DATA);
    private static final StageRef GRIDS = new StageRef(Mode.DATA, "Grids", StageRef.DATA);

    private long now;
    private final LoadProgress progress = new LoadProgress(() -> now);

    private void pass(int seconds) {
        now += seconds * 1_000_000_000L;
    }

    private void table(String name, long rows, int chunksDone, int chunks) {
        progress.tableProgress(new TableProgress("Map", name, rows, 1000, rows * 100, chunksDone, chunks));
    }

    private void planned() {
        progress.planned(List.of(
                new StepWork(MAP, Map.of("large", 800.0, "small", 200.0), 0), new StepWork(GRIDS, Map.of(), 200)));
    }

    @Test
    void hasNoEstimateBeforeAnythingIsDone() {
        planned();
        progress.stageStarted(MAP);
        pass(10);

        assertThat(progress.snapshot().left()).isNull();
        assertThat(progress.snapshot().part()).isZero();
    }

    @Test
    void weighsTablesByTheirWorkAndCountsTheStepsAhead() {
        planned();
        progress.stageStarted(MAP);
        table("large", 0, 0, 4);
        table("small", 0, 0, 1);
        pass(20);
        table("large", 500, 2, 4);

        LoadSnapshot half = progress.snapshot();

        assertThat(half.left()).isEqualTo(Duration.ofSeconds(40));
        assertThat(half.part()).isCloseTo(400 / 1200.0, within(1e-9));
        assertThat(half.rows()).isEqualTo(500);
        assertThat(half.bytes()).isEqualTo(50_000);
        assertThat(half.rowsPerSecond()).isEqualTo(25);
    }

    @Test
    void takesTheSpeedFromThisRunOnly() {
        planned();
        progress.stageStarted(MAP);
        table("large", 750, 3, 4);
        table("small", 0, 0, 1);
        pass(10);
        table("large", 1000, 4, 4);

        assertThat(progress.snapshot().left()).isEqualTo(Duration.ofSeconds(20));
        assertThat(progress.snapshot().rowsPerSecond()).isEqualTo(25);
        assertThat(progress.snapshot().rows()).isEqualTo(1000);
    }

    @Test
    void leavesOutWhatAnEarlierRunFinished() {
        planned();
        progress.stageSkipped(GRIDS);
        progress.stageStarted(MAP);
        table("large", 0, 0, 2);
        pass(40);
        table("large", 500, 1, 2);

        assertThat(progress.snapshot().left()).isEqualTo(Duration.ofSeconds(60));
        assertThat(progress.snapshot().part()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void letsTimePassInAStageThatReportsNothing() {
        planned();
        progress.stageStarted(MAP);
        pass(100);
        progress.stageFinished(MAP);
        progress.stageStarted(GRIDS);

        assertThat(progress.snapshot().left()).isEqualTo(Duration.ofSeconds(20));
        pass(15);
        assertThat(progress.snapshot().left()).isEqualTo(Duration.ofSeconds(5));
        pass(100);
        assertThat(progress.snapshot().left()).isEqualTo(Duration.ofSeconds(1));
        progress.stageFinished(GRIDS);
        assertThat(progress.snapshot().part()).isEqualTo(1);
    }

    @Test
    void countsStepsThatRunSideBySideOnce() {
        planned();
        progress.stageStarted(MAP);
        progress.stageStarted(GRIDS);
        table("large", 0, 0, 2);
        pass(30);
        table("large", 500, 1, 2);
        progress.stageFinished(GRIDS);

        assertThat(progress.snapshot().left()).isEqualTo(Duration.ofSeconds(30));
        assertThat(progress.snapshot().part()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void forgetsASlowStart() {
        planned();
        progress.stageStarted(MAP);
        table("large", 0, 0, 8);
        pass(20);
        table("large", 125, 1, 8);
        progress.snapshot();
        pass(20);
        table("large", 625, 5, 8);

        assertThat(progress.snapshot().left()).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    void startsAnewWithTheNextMode() {
        planned();
        progress.stageStarted(MAP);
        table("large", 1000, 4, 4);
        planned();

        assertThat(progress.snapshot().rows()).isZero();
        assertThat(progress.snapshot().part()).isZero();
    }
}
