package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.Servers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A load of the reference shop on MariaDB that breaks off again and again ends with the reference's rows in every table. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenResumeIT {

    @Test
    void goesOnWhereItBrokeOff() throws Exception {
        // Given
        var run = new GoldenRun(Servers.mariadb(), Servers.mariadb(), "m1-sample");
        run.run(Mode.SETTINGS);
        int breaks = 0;
        // When
        for (boolean finished = false; !finished; ) {
            try {
                run.run(Mode.DATA, new BreakingOff(20 + 41 * breaks));
                finished = true;
            } catch (MigrationException | IllegalStateException e) {
                breaks++;
            }
        }
        // Then
        assertThat(breaks).isGreaterThan(3);
        assertThat(run.differences("golden-data")).isEmpty();
        run.close();
    }

    /** Stops the run after so many finished tables and started stages. */
    private static final class BreakingOff implements BulkListener {
        private final AtomicInteger left;

        BreakingOff(int left) {
            this.left = new AtomicInteger(left);
        }

        @Override
        public void tableProgress(TableProgress progress) {
            if (progress.chunksDone() == progress.chunks()) {
                count();
            }
        }

        @Override
        public void stageStarted(StageRef stage) {
            count();
        }

        private void count() {
            if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("broken off by the test");
            }
        }
    }
}
