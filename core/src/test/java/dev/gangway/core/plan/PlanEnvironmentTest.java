package dev.gangway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanEnvironmentTest {
    private static final String SALES = "sales_order_map_file";

    private final MapRules sales = MapRules.read(Path.of("../etc/commerce-to-commerce/map-sales.xml"), new Problems());
    private final PlanEnvironment environment = new PlanEnvironment(
                    Compatibility.CORRECT,
                    Map.of(),
                    Map.of(),
                    new Schema(List.of()),
                    new Schema(List.of()),
                    MapRules.empty())
            .withMaps(Map.of(SALES, sales));

    @Test
    void findsTheTargetOfATableInTheMapOfAnotherOption() {
        assertThat(environment.mappedDocument(SALES, "sales_flat_order")).hasValue("sales_order");
    }

    @Test
    void findsNothingWithoutARuleForTheTableOrWithoutTheMap() {
        assertThat(environment.mappedDocument(SALES, "sales_flat_quote")).isEmpty();
        assertThat(environment.mappedDocument("log_map_file", "sales_flat_order"))
                .isEmpty();
    }
}
