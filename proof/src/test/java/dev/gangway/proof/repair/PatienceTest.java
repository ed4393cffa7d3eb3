package dev.gangway.proof.repair;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.ReemitStore.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private long nanos;
    private long open = 5;
    private String trouble = "";
    private final Patience patience = new Patience(this::progress, () -> nanos);

    @Test
    void waitsAsLongAsSomethingMoves() {
        for (int i = 0; i < 5; i++) {
            patience.look();
            open--;
            pass(Patience.LIMIT.toNanos());
        }
        patience.look();
    }

    @Test
    void saysWhatCaptureDidNotDoAndWhy() {
        trouble = "the rows are locked";
        patience.look();
        pass(Patience.LIMIT.toNanos() + 1);

        assertThatThrownBy(patience::look)
                .hasMessageContaining("capture has not sent 5 of the rows")
                .hasMessageContaining("(the rows are locked)")
                .extracting(e -> ((MigrationException) e).code())
                .isEqualTo(ErrorCode.REEMIT_SILENT);
    }

    @Test
    void tellsATargetThatStandsStillFromACaptureThatDoes() {
        open = 0;
        patience.look();
        pass(Patience.LIMIT.toNanos() + 1);

        assertThatThrownBy(patience::look).hasMessageContaining("the target does not come to their place");
    }

    private void pass(long time) {
        nanos += time;
    }

    private Optional<Progress> progress() {
        return Optional.of(new Progress(
                1,
                "repair",
                "a test",
                true,
                open,
                5 - open,
                0,
                Optional.empty(),
                Optional.of(trouble).filter(text -> !text.isEmpty())));
    }
}
