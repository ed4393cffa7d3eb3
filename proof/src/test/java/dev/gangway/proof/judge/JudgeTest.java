package dev.gangway.proof.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Finding FINDING =
            new Finding(Kind.CHANGED, "sales_order", "entity_id=7", List.of("7"), List.of("status"), "", null, null);

    @Test
    void knowsAParkedRowByTheKeyThatItHasInTheSource() {
        assertThat(Judge.isParked(FINDING, List.of("order_id"), Set.of("order_id=7")))
                .isTrue();
        assertThat(Judge.isParked(FINDING, List.of("order_id"), Set.of("order_id=77")))
                .isFalse();
    }

    @Test
    void knowsADisplacedRowByTheKeyThatItHasInTheTarget() {
        assertThat(Judge.isParked(FINDING, List.of("order_id"), Set.of("entity_id=7")))
                .isTrue();
    }

    @Test
    void knowsAParkedRowWhoseKeyHoldsTheSignsThatPartColumns() {
        var finding =
                new Finding(Kind.CHANGED, "flag", "flag_id=7", List.of("a,b=c%"), List.of("state"), "", null, null);

        assertThat(Judge.isParked(finding, List.of("flag_code"), Set.of("flag_code=a%2Cb%3Dc%25")))
                .isTrue();
    }
}
