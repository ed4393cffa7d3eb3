package dev.gangway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LookupPlanTest {
    private static final LookedUp STORE_OF_ITEM = LookedUp.by("item_id", "item", "id", "store_id");

    private final Table item = Schemas.table("item", "id int", "store_id int");
    private final Table newItem = Schemas.table("new_item", "id int", "store int");
    private final Table address = Schemas.table("address", "id int", "item_id int");
    private final Table newAddress = Schemas.table("new_address", "id int", "item int", "store int");

    @Test
    void sourceHandlersNameTheirKeyFieldThemselves() {
        Route route = route(address, newAddress, List.of(bound("store", STORE_OF_ITEM)), copies("item_id", "item"));

        assertThat(LookupPlan.uses(List.of(route)))
                .containsExactly(new LookupPlan.Use(STORE_OF_ITEM, "address", Optional.of("item_id")));
    }

    @Test
    void aKeyFieldThatAnotherHandlerChangesLeadsToNoRows() {
        Route route = route(
                address,
                newAddress,
                List.of(bound("item_id"), bound("store", STORE_OF_ITEM)),
                copies("item_id", "item"));

        assertThat(LookupPlan.uses(List.of(route)))
                .containsExactly(new LookupPlan.Use(STORE_OF_ITEM, "address", Optional.empty()));
    }

    @Test
    void aTableThatIsTakenOverAsItIsNeedsNoCopyOfItsOwn() {
        // Given
        Route user = route(address, newAddress, List.of(bound("store", STORE_OF_ITEM)), copies("item_id", "item"));
        Route looked = route(item, newItem, List.of(), copies("store_id", "store"));

        // When
        LookupPlan plan = LookupPlan.of(new Schema(List.of(item, address)), List.of(user, looked));

        // Then
        assertThat(plan.copies())
                .containsExactly(new LookupPlan.Copy(
                        "item", "new_item", List.of("id"), Map.of("id", "id", "store_id", "store"), false));
    }

    @Test
    void aTableWhoseValuesAreChangedOnTheWayIsNoCopy() {
        Route looked = route(item, newItem, List.of(bound("store_id")), copies("store_id", "store"));

        assertThat(LookupPlan.copyOf(List.of(looked), "item", Set.of("id", "store_id")))
                .isEmpty();
    }

    @Test
    void aTableThatLooksIntoItselfIsCircular() {
        Route looked = route(
                item,
                newItem,
                List.of(bound("x", LookedUp.whole("item", "id", "store_id"))),
                copies("store_id", "store"));

        assertThat(LookupPlan.of(new Schema(List.of(item)), List.of(looked)).copies())
                .singleElement()
                .matches(LookupPlan.Copy::isCircular);
    }

    private static List<ColumnCopy> copies(String source, String target) {
        return List.of(new ColumnCopy("id", "id"), new ColumnCopy(source, target));
    }

    private static Route route(Table source, Table target, List<BoundHandler> handlers, List<ColumnCopy> copies) {
        return new Route(StepKind.MAP, TablePlan.of(source, target, copies, handlers));
    }

    private static BoundHandler bound(String field, LookedUp... lookups) {
        return new BoundHandler(field, "Some", Map.of(), new Handler() {
            @Override
            public void handle(Row row, Row opposite, HandlerContext context) {}

            @Override
            public List<LookedUp> lookedUp() {
                return List.of(lookups);
            }
        });
    }
}
