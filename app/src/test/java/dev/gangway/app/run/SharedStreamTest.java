package dev.gangway.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.state.StreamProcess;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.sink.SinkState;
import dev.gangway.sink.SinkStatus;
import dev.gangway.sink.write.Written;
import dev.gangway.streams.TransformState;
import dev.gangway.streams.TransformStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stream in several processes is seen as one, by what they tell of themselves. */
class SharedStreamTest {
    private final List<StreamProcess> processes = new ArrayList<>();
    private final SharedStream stream = new SharedStream(() -> processes, () -> Wanted.RUN);

    @Test
    void addsUpWhatProcessesDoAndLeavesOutWhoStandsByOrIsGone() {
        add("capture", capture(100), true);
        add("capture", RoleFigures.standby(), true);
        add("transform", RoleFigures.of(transform(TransformState.STARTING, 0)), true);
        add("transform", RoleFigures.of(transform(TransformState.RUNNING, 70)), true);
        add("transform", RoleFigures.of(transform(TransformState.RUNNING, 20)), false);
        add("sink", RoleFigures.standby(), true);
        add("sink", RoleFigures.of(sink(90)), true);

        assertThat(stream.progress().capture()).isEqualTo("RUNNING");
        assertThat(stream.progress().transform()).isEqualTo("RUNNING");
        assertThat(stream.progress().captured()).isEqualTo(100);
        assertThat(stream.progress().lag()).isEqualTo(10);
        assertThat(stream.transform().mapped()).isEqualTo(70);
        assertThat(stream.sink()).isEqualTo(sink(90));
        assertThat(stream.troubles()).isEmpty();
        assertThat(stream.isCapturing()).isTrue();
    }

    @Test
    void saysWhichRoleNobodyHas() {
        add("capture", capture(1), true);
        add("transform", RoleFigures.of(transform(TransformState.RUNNING, 1)), true);
        add("sink", RoleFigures.of(sink(1)), false);

        assertThat(stream.progress().sink()).isEqualTo("MISSING");
        assertThat(stream.troubles()).containsOnlyKeys("sink");
        assertThat(stream.reason()).get().asString().contains("--roles sink").contains("ROLE_MISSING");
    }

    @Test
    void passesOnWhyARoleWaits() {
        var away = new MigrationException(ErrorCode.SOURCE_UNAVAILABLE, "The source \"shop\" is away");
        var waiting = new RoleFigures("RETRYING", "", Map.of(), Optional.of(new Trouble(away, 3, 12_345)));
        add("capture", waiting, true);

        Trouble told = stream.troubles().get("capture");

        assertThat(told).isNotNull();
        assertThat(told.error().code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(told.error()).hasMessage("The source \"shop\" is away");
        assertThat(told.tries()).isEqualTo(3);
        assertThat(told.nextTryMs()).isEqualTo(12_345);
        assertThat(stream.isCapturing()).isFalse();
    }

    private void add(String role, RoleFigures figures, boolean lives) {
        String id = "p" + processes.size();
        processes.add(new StreamProcess(id, role, "shop2", 1, figures.state(), figures.json(), 0, 10, lives));
    }

    private static RoleFigures capture(long captured) {
        return new RoleFigures("RUNNING", "", Map.of("captured", captured, "watermarkTimeMs", 5L), Optional.empty());
    }

    private static TransformStatus transform(TransformState state, long mapped) {
        return new TransformStatus(state, mapped, 0, 0, 0, Optional.empty());
    }

    private static SinkStatus sink(long accounted) {
        return new SinkStatus(
                SinkState.RUNNING,
                SourcePosition.START,
                7,
                true,
                new Written(accounted, 0, 0, 0, 0),
                accounted,
                2,
                3,
                new SinkStatus.Delay(1, 2, 3),
                Optional.empty());
    }
}
