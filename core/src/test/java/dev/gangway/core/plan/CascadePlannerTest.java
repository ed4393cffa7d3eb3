package dev.gangway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class CascadePlannerTest {
    private static final Table PRODUCT = Schemas.table("product", "id int", "sku varchar(9)");
    private static final Table REWRITE = Schemas.table(
            "old_rewrite",
            List.of(Schemas.foreignKey("product_id", "product", "id", ReferentialAction.CASCADE)),
            "rewrite_id int",
            "product_id int",
            "path varchar(9)");
    private static final Table NEW_REWRITE = Schemas.table("rewrite", "rewrite_id int", "path varchar(9)");

    @Test
    void rowsWhoseForeignKeyOnlyTheShadowHoldsGoWithTheirParent() {
        // Given
        var main = TablePlan.of(
                REWRITE,
                NEW_REWRITE,
                List.of(new ColumnCopy("rewrite_id", "rewrite_id"), new ColumnCopy("path", "path")),
                List.of());
        var shadow = TablePlan.identical(REWRITE, ShadowTable.of(REWRITE, List.of("product_id")));
        var plan = new MigrationPlan(
                new Schema(List.of(PRODUCT, REWRITE)),
                new Schema(List.of(NEW_REWRITE)),
                Compatibility.CORRECT,
                List.of(new Route(StepKind.URL_REWRITE, main), new Route(StepKind.URL_REWRITE, shadow)));

        // When
        List<Cascade> cascades =
                new CascadePlanner(plan).onDelete("product", Row.full(Layout.of(PRODUCT), new Object[] {"7", "x"}));

        // Then
        Edge rewrite = new Edge("rewrite", "rewrite_id", "rewrite_id", Cascade.Action.DELETE, List.of());
        assertThat(cascades)
                .containsExactly(new Cascade(
                        "shadow:old_rewrite", "product_id", "7", Cascade.Action.DELETE, null, List.of(rewrite)));
    }

    @Test
    void rowsThatHangOnRowsOfTheirOwnTableTakeTheirChildrenAlong() {
        // Given
        Table item = Schemas.table(
                "item",
                List.of(Schemas.foreignKey("parent_item_id", "item", "item_id", ReferentialAction.CASCADE)),
                "item_id int",
                "parent_item_id int");
        Table option = Schemas.table(
                "option",
                List.of(Schemas.foreignKey("item_id", "item", "item_id", ReferentialAction.CASCADE)),
                "option_id int",
                "item_id int");
        var plan = new MigrationPlan(
                new Schema(List.of(item, option)),
                new Schema(List.of(item, option)),
                Compatibility.CORRECT,
                List.of(
                        new Route(StepKind.MAP, TablePlan.identical(item, item)),
                        new Route(StepKind.MAP, TablePlan.identical(option, option))));

        // When
        List<Cascade> cascades =
                new CascadePlanner(plan).onDelete("item", Row.full(Layout.of(item), new Object[] {"7", null}));

        // Then
        Edge options = new Edge("option", "item_id", "item_id", Cascade.Action.DELETE, List.of());
        Edge below = new Edge("item", "parent_item_id", "item_id", Cascade.Action.DELETE, List.of());
        assertThat(cascades)
                .containsExactlyInAnyOrder(
                        new Cascade(
                                "item", "parent_item_id", "7", Cascade.Action.DELETE, null, List.of(below, options)),
                        new Cascade("option", "item_id", "7", Cascade.Action.DELETE, null, List.of()));
    }
}
