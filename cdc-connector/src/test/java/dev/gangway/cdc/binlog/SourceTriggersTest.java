package dev.gangway.cdc.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceTriggersTest {
    private static final Map<String, String> CAPTURED = Map.of("sales_order", "Sales_Order", "customer", "customer");

    @Test
    void followsTriggersOfTheTablesThatATriggerWrites() {
        var words = Map.of(
                "Erp_In", Set.of("insert", "into", "erp_queue"),
                "erp_queue", Set.of("update", "sales_order", "set"),
                "erp_log", Set.of("insert", "into", "erp_done"));

        assertThat(SourceTriggers.effects(words, CAPTURED))
                .isEqualTo(Map.of("Erp_In", Set.of("Sales_Order"), "erp_queue", Set.of("Sales_Order")));
    }

    @Test
    void takesAProcedureForWritingEverything() {
        assertThat(SourceTriggers.effects(Map.of("erp", Set.of("call", "import_all")), CAPTURED))
                .isEqualTo(Map.of("erp", Set.of("Sales_Order", "customer")));
    }

    @Test
    void endsWhereTriggersSetEachOtherOff() {
        var words = Map.of("a", Set.of("b", "customer"), "b", Set.of("a"));

        assertThat(SourceTriggers.effects(words, CAPTURED))
                .isEqualTo(Map.of("a", Set.of("customer"), "b", Set.of("customer")));
    }
}
