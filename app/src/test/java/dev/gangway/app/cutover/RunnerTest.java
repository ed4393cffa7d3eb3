package dev.gangway.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.app.fence.Deadline;
import dev.gangway.app.fence.Fence;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.Cutover.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds whatever happens at whichever stage: the source sells on unless the shop is switched. */
class RunnerTest {
    private static final Duration BUDGET = Duration.ofSeconds(60);

    private final List<String> done = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final RecordedFence recorded = new RecordedFence();
    private boolean setsFence = true;
    private final FenceControl fence = new FenceControl(recorded, new RecordedLog(), BUDGET, nanos::get);

    @Test
    void goesThroughTheStagesInTheirOrderAndKeepsTheFence() {
        runner(stages(null, () -> {})).run();

        assertThat(done)
                .containsExactly(
                        "begin precheck",
                        "begin compare",
                        "begin drain",
                        "begin fence",
                        "note fence",
                        "fence set",
                        "noted fence",
                        "begin watermark",
                        "begin check",
                        "begin sequences",
                        "begin logins",
                        "begin switch",
                        "begin report",
                        "begin done",
                        "SWITCHED");
        assertThat(recorded.up).isTrue();
        assertThat(fence.fencedMs()).isEqualTo(6_000);
    }

    @Test
    void liftsTheFenceAfterARehearsal() {
        List<Stage> stages = stages(null, () -> {});

        runner(stages.subList(0, stages.size() - 1)).run();

        assertThat(done).endsWith("begin report", "fence lifted", "noted lifted", "REHEARSED");
        assertThat(recorded.up).isFalse();
        assertThat(fence.fencedMs()).isEqualTo(6_000);
    }

    @ParameterizedTest
    @EnumSource(StageName.class)
    void backsOutWhateverFails(StageName stage) {
        Runner runner = runner(stages(stage, () -> {
            throw new IllegalStateException("of " + stage);
        }));

        assertThatThrownBy(runner::run)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("backed out at stage " + stage.word())
                .hasMessageContaining("of " + stage)
                .extracting(e -> ((MigrationException) e).code())
                .isEqualTo(ErrorCode.INTERNAL);
        assertThat(recorded.up).isFalse();
        assertThat(done).endsWith("BACKED_OUT").doesNotContain("SWITCHED");
    }

    @ParameterizedTest
    @EnumSource(StageName.class)
    void backsOutOfErrorsOfTheMachineToo(StageName stage) {
        Runner runner = runner(stages(stage, () -> {
            throw new OutOfMemoryError("heap");
        }));

        assertThatThrownBy(runner::run).isInstanceOf(MigrationException.class);
        assertThat(recorded.up).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = StageName.class,
            names = {"WATERMARK", "CHECK", "SEQUENCES", "LOGINS", "SWITCH", "REPORT", "DONE"})
    void backsOutWhenTheBudgetIsOver(StageName stage) {
        Runner runner = runner(stages(stage, () -> nanos.addAndGet(BUDGET.toNanos())));

        assertThatThrownBy(runner::run)
                .hasMessageContaining("The budget of 60 s with writes fenced was over")
                .extracting(e -> ((MigrationException) e).code())
                .isEqualTo(ErrorCode.CUTOVER_BUDGET);
        assertThat(recorded.up).isFalse();
        assertThat(done).doesNotContain("SWITCHED");
    }

    @ParameterizedTest
    @EnumSource(StageName.class)
    void isEndedFromOutsideAtAnyStage(StageName stage) {
        var runner = new Runner[1];
        runner[0] =
                runner(stages(stage, () -> runner[0].abort(new MigrationException(ErrorCode.INTERRUPTED, "Ctrl-C"))));

        assertThatThrownBy(() -> runner[0].run()).hasMessageContaining("Ctrl-C");
        Thread.interrupted(); // it may have been told over the flag too
        assertThat(recorded.up).isFalse();
        assertThat(done).doesNotContain("SWITCHED");
    }

    @Test
    void doesNotGoBackOnceTheShopIsSwitched() {
        Runner runner = runner(stages(null, () -> {}));
        runner.run();

        runner.abort(new MigrationException(ErrorCode.INTERRUPTED, "Ctrl-C"));

        assertThat(recorded.up).isTrue();
    }

    @Test
    void setsNoFenceThatIsNotNoted() {
        var broken = new FenceControl(
                recorded,
                new RecordedLog() {
                    @Override
                    public void fenceWanted(String choice, String memory) {
                        throw new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "no answer");
                    }
                },
                BUDGET,
                nanos::get);

        assertThatThrownBy(broken::set).hasMessage("no answer");
        assertThat(done).isEmpty();
        assertThat(broken.isUp()).isFalse();
    }

    @Test
    void undoesAFenceThatCouldNotBeSetWhole() {
        recorded.refuses = true;

        assertThatThrownBy(() -> runner(stages(null, () -> {})).run())
                .hasMessageContaining("backed out at stage fence")
                .hasMessageContaining("locked");
        assertThat(done).endsWith("note fence", "fence lifted", "noted lifted", "BACKED_OUT");
    }

    @Test
    void liftsTheFenceThoughTheStateDoesNotAnswer() {
        var silent = new RecordedLog() {
            @Override
            public void fenceLifted() {
                throw new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "no answer");
            }

            @Override
            public void finished(Outcome outcome, String position, String reason) {
                throw new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "no answer");
            }
        };
        var control = new FenceControl(recorded, silent, BUDGET, nanos::get);
        setsFence = false;
        Stage set = new HandWritten(StageName.FENCE, () -> {
            control.set();
            throw new IllegalStateException("then this");
        });

        assertThatThrownBy(() -> new Runner(List.of(set), control, silent, BUDGET, nanos::get).run())
                .hasMessageContaining("backed out at stage fence")
                .hasMessageContaining("then this");
        assertThat(recorded.up).isFalse();
    }

    private Runner runner(List<Stage> stages) {
        return new Runner(stages, fence, new RecordedLog(), BUDGET, nanos::get);
    }

    /** All stages, each taking a second; one of them does something of its own first. */
    private List<Stage> stages(@Nullable StageName which, Runnable what) {
        var stages = new ArrayList<Stage>();
        for (StageName name : StageName.values()) {
            stages.add(new HandWritten(name, name == which ? what : () -> {}));
        }
        return stages;
    }

    private final class HandWritten implements Stage {
        private final StageName name;
        private final Runnable what;

        HandWritten(StageName name, Runnable what) {
            this.name = name;
            this.what = what;
        }

        @Override
        public StageName name() {
            return name;
        }

        @Override
        public List<String> plan() {
            return List.of();
        }

        @Override
        public void run(Deadline deadline) {
            if (name == StageName.FENCE && setsFence) {
                fence.set();
            }
            what.run();
            if (name == StageName.DONE) {
                deadline.require("the switch was made");
                fence.keep(() -> done.add("SWITCHED"));
            } else if (name != StageName.FENCE) {
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }
        }
    }

    private final class RecordedFence implements Fence {
        private boolean up;
        private boolean refuses;

        @Override
        public String choice() {
            return "recorded";
        }

        @Override
        public String description() {
            return "";
        }

        @Override
        public List<String> obstacles() {
            return List.of();
        }

        @Override
        public String memory() {
            return "0";
        }

        @Override
        public void set(Deadline deadline) {
            if (refuses) {
                throw new MigrationException(ErrorCode.FENCE_NOT_SET, "locked");
            }
            up = true;
            done.add("fence set");
        }

        @Override
        public boolean isSet() {
            return up;
        }

        @Override
        public void lift(String memory) {
            up = false;
            done.add("fence lifted");
        }

        @Override
        public List<String> byHand(String memory) {
            return List.of();
        }
    }

    private class RecordedLog implements RunLog {
        @Override
        public void begins(StageName stage) {
            done.add("begin " + stage.word());
        }

        @Override
        public void ends(StageName stage) {}

        @Override
        public void fenceWanted(String choice, String memory) {
            done.add("note fence");
        }

        @Override
        public void fenceSet() {
            done.add("noted fence");
        }

        @Override
        public void fenceLifted() {
            done.add("noted lifted");
        }

        @Override
        public void finished(Outcome outcome, String position, String reason) {
            done.add(outcome.name());
        }
    }
}
