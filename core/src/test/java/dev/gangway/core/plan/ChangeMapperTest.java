package dev.gangway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Cascade.Action;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.SideTable;
import dev.gangway.core.schema.Table;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeMapperTest {
    private static final Table ORDER = Schemas.table("flat_order", "id int", "state varchar(9)", "customer_id int");
    private static final Table ITEM = Schemas.table(
            "flat_item",
            List.of(Schemas.foreignKey("order_id", "flat_order", "id", ReferentialAction.CASCADE)),
            "item_id int",
            "order_id int");
    private static final Table TAX = Schemas.table(
            "flat_tax",
            List.of(Schemas.foreignKey("item_id", "flat_item", "item_id", ReferentialAction.SET_NULL)),
            "tax_id int",
            "item_id int");
    private static final Table GALLERY = Schemas.table(
            "gallery",
            List.of(Schemas.foreignKey("owner_id", "flat_order", "id", ReferentialAction.CASCADE)),
            "value_id int",
            "owner_id int",
            "path varchar(9)");
    private static final Table TO_ENTITY = new Table(
            "to_entity",
            List.of(Schemas.column("value_id int"), Schemas.column("entity_id int")),
            List.of("value_id", "entity_id"),
            List.of(),
            List.of(),
            "InnoDB",
            false,
            0);

    private final Table newOrder = Schemas.table("sales_order", "id int", "status varchar(9)", "customer_id int");
    private final Table newItem = Schemas.table("sales_item", "item_id int", "order_id int");
    private final Table newTax = Schemas.table("sales_tax", "tax_id int", "item_id int");
    private final Table newGallery = Schemas.table("gallery", "value_id int", "path varchar(9)");

    @Test
    void insertBecomesUpsertUnderTheSourceKey() {
        // When
        MappedChange mapped = mapper(List.of()).map(change(Operation.CREATE, null, order("1", "new", "7")));

        // Then
        Upsert upsert = (Upsert) mapped.operations().get(0);
        assertThat(upsert.table()).isEqualTo("sales_order");
        assertThat(upsert.key()).containsExactly("id");
        assertThat(upsert.row().get("status")).isEqualTo("new");
        assertThat(mapped.key()).isEqualTo("id=1");
    }

    @Test
    void keyChangeDeletesTheOldRowAndMovesTheChildrenBeforeTheNewRowIsWritten() {
        // When
        var mapped = mapper(List.of()).map(change(Operation.UPDATE, order("1", "new", "7"), order("2", "new", "7")));

        // Then
        assertThat(mapped.operations().get(0)).isEqualTo(new Delete("sales_order", key(newOrder, "id", "1")));
        assertThat(mapped.operations().get(1))
                .isEqualTo(new Cascade("sales_item", "order_id", "1", Action.UPDATE, "2", List.of()));
        assertThat(mapped.operations().get(mapped.operations().size() - 1)).isInstanceOf(Upsert.class);
    }

    @Test
    void carriesWhatHandlersLostOfTheNewRowOnly() {
        Handler warning = (row, opposite, context) -> context.warn("state", "broken serialized value");
        ChangeMapper mapper = mapper(List.of(), List.of(new BoundHandler("state", "Warning", Map.of(), warning)));

        // When
        MappedChange update = mapper.map(change(Operation.UPDATE, order("1", "old", "7"), order("1", "new", "7")));
        MappedChange delete = mapper.map(change(Operation.DELETE, order("1", "new", "7"), null));

        // Then
        assertThat(update.losses())
                .containsExactly(new MappedChange.Loss("flat_order", "state", "broken serialized value"));
        assertThat(delete.losses()).isEmpty();
    }

    @Test
    void deleteCascadesThroughTheSourcesForeignKeys() {
        // When
        var mapped = mapper(List.of()).map(change(Operation.DELETE, order("1", "new", "7"), null));

        // Then
        var tax = new Edge("sales_tax", "item_id", "item_id", Action.UPDATE, List.of());
        assertThat(mapped.operations())
                .startsWith(
                        new Delete("sales_order", key(newOrder, "id", "1")),
                        new Cascade("sales_item", "order_id", "1", Action.DELETE, null, List.of(tax)));
    }

    @Test
    void deleteFindsChildrenThroughASideTableWhenTheirForeignKeyIsNotCopied() {
        // When
        var mapped = mapper(List.of(new BoundHandler("value_id", "Side", Map.of(), new SideHandler())))
                .map(change(Operation.DELETE, order("1", "new", "7"), null));

        // Then
        var gallery = new Edge("gallery", "value_id", "value_id", Action.DELETE, List.of());
        assertThat(mapped.operations())
                .contains(new Cascade("to_entity", "entity_id", "1", Action.DELETE, null, List.of(gallery)));
    }

    @Test
    void keyOnlyBeforeImageIsEnoughToDelete() {
        // Given
        Row before = new Row(Layout.of(ORDER));
        before.set("id", "5");

        // When
        var mapped = mapper(List.of()).map(change(Operation.DELETE, before, null));

        // Then
        assertThat(mapped.operations()).contains(new Delete("sales_order", key(newOrder, "id", "5")));
    }

    @Test
    void aSideRowTakesThePlaceOfWhateverStoodForARowOfWhichOnlyTheKeyIsKnown() {
        // Given
        Row before = key(GALLERY, "value_id", "5");
        Row after = Row.full(Layout.of(GALLERY), new Object[] {"5", "8", "a.jpg"});

        // When
        var mapped = mapper(List.of(new BoundHandler("value_id", "Side", Map.of(), new SideHandler())))
                .map(change("gallery", Operation.UPDATE, before, after));

        // Then
        assertThat(mapped.operations()).hasSize(2);
        Upsert link = (Upsert) mapped.operations().get(1);
        assertThat(link.table()).isEqualTo("to_entity");
        assertThat(link.key()).containsExactly("value_id");
        assertThat(link.row().get("entity_id")).isEqualTo("8");
    }

    @Test
    void sideRowsOfAListGoWhenTheListIsAnother() {
        // Given
        Handler list = new ListHandler();
        var mapper = mapper(List.of(new BoundHandler("path", "List", Map.of(), list)));

        // When
        var longer = mapper.map(change("gallery", Operation.UPDATE, gallery("5", "1"), gallery("5", "1,2")));
        var shorter = mapper.map(change("gallery", Operation.UPDATE, gallery("5", "1,2"), gallery("5", "2")));
        var none = mapper.map(change("gallery", Operation.UPDATE, gallery("5", "1,2"), gallery("5", "")));

        // Then
        assertThat(longer.operations()).startsWith(new Delete("to_entity", known("5")));
        assertThat(longer.operations().stream().filter(Upsert.class::isInstance))
                .hasSize(3);
        assertThat(((Upsert) shorter.operations().get(1)).key()).containsExactly("value_id");
        assertThat(none.operations()).startsWith(new Delete("to_entity", known("5")));
    }

    private static Row known(String image) {
        return Row.full(new Layout("to_entity", List.of("value_id")), new Object[] {image});
    }

    private static Row gallery(String id, String path) {
        return Row.full(Layout.of(GALLERY), new Object[] {id, "8", path});
    }

    @Test
    void rowThatAHandlerRejectsBecomesARejectionWithoutOperations() {
        // Given
        Handler failing = (row, opposite, context) -> {
            throw new RowRejectedException("flat_order.state is broken");
        };

        // When
        var mapped = mapper(List.of(), List.of(new BoundHandler("state", "Failing", Map.of(), failing)))
                .map(change(Operation.CREATE, null, order("1", "x", "7")));

        // Then
        assertThat(mapped.operations()).isEmpty();
        assertThat(mapped.rejection()).isNotNull();
        assertThat(mapped.isFiltered()).isFalse();
    }

    @Test
    void rejectionNamesTheRowsThatWaitAndShowsTheSourceRow() {
        // Given
        Handler failing = (row, opposite, context) -> {
            throw new IllegalStateException("s3cret");
        };
        Row before = order("1", "x", "7");
        Row after = order("2", "x", "7");

        // When
        var mapped = mapper(List.of(), List.of(new BoundHandler("state", "Failing", Map.of(), failing)))
                .map(change(Operation.UPDATE, before, after));

        // Then
        assertThat(mapped.key()).isEqualTo("id=2");
        assertThat(mapped.rejection()).satisfies(rejection -> {
            assertThat(rejection.code()).isEqualTo("INTERNAL");
            assertThat(rejection.reason()).contains("IllegalStateException at ").doesNotContain("s3cret");
            assertThat(rejection.oldKey()).isEqualTo("id=1");
            assertThat(rejection.rows())
                    .containsExactly(
                            new Delete("sales_order", key(newOrder, "id", "1")),
                            new Delete("sales_order", key(newOrder, "id", "2")));
            assertThat(rejection.before()).isEqualTo(before);
            assertThat(rejection.after()).isEqualTo(after);
        });
    }

    @Test
    void changeOfAnUnmappedTableIsFiltered() {
        // Given
        var layout = new Layout("unknown", List.of("id"));
        var row = Row.full(layout, new Object[] {"1"});

        // When
        var mapped = mapper(List.of())
                .map(new RowChange("unknown", Operation.CREATE, null, row, new SourcePosition(1, 4, 0), "t", 0, 0));

        // Then
        assertThat(mapped.isFiltered()).isTrue();
    }

    private ChangeMapper mapper(List<BoundHandler> galleryHandlers) {
        return mapper(galleryHandlers, List.of());
    }

    private ChangeMapper mapper(List<BoundHandler> galleryHandlers, List<BoundHandler> orderHandlers) {
        var source = new Schema(List.of(ORDER, ITEM, TAX, GALLERY));
        var target = new Schema(List.of(newOrder, newItem, newTax, newGallery, TO_ENTITY));
        var plans = List.of(
                plan(ORDER, newOrder, orderHandlers, "id", "id", "state", "status", "customer_id", "customer_id"),
                plan(ITEM, newItem, List.of(), "item_id", "item_id", "order_id", "order_id"),
                plan(TAX, newTax, List.of(), "tax_id", "tax_id", "item_id", "item_id"),
                plan(GALLERY, newGallery, galleryHandlers, "value_id", "value_id", "path", "path"));
        var plan = new MigrationPlan(
                source,
                target,
                Compatibility.CORRECT,
                plans.stream().map(table -> new Route(StepKind.MAP, table)).toList());
        return new ChangeMapper(plan, new NoLookups());
    }

    private static TablePlan plan(Table source, Table target, List<BoundHandler> handlers, String... pairs) {
        var copies = new java.util.ArrayList<ColumnCopy>();
        for (int i = 0; i < pairs.length; i += 2) {
            copies.add(new ColumnCopy(pairs[i], pairs[i + 1]));
        }
        return new TablePlan(source, target, new TablePlan.Rules(copies, handlers, List.of(), Set.of(), false));
    }

    private static Row order(String id, String state, String customer) {
        return Row.full(Layout.of(ORDER), new Object[] {id, state, customer});
    }

    private static Row key(Table table, String field, String value) {
        var row = new Row(Layout.of(table));
        row.set(field, value);
        return row;
    }

    private static RowChange change(Operation operation, @Nullable Row before, @Nullable Row after) {
        return change("flat_order", operation, before, after);
    }

    private static RowChange change(String table, Operation operation, @Nullable Row before, @Nullable Row after) {
        return new RowChange(table, operation, before, after, new SourcePosition(1, 4, 0), "t", 0, 0);
    }

    private static final class SideHandler implements Handler {
        @Override
        public void handle(Row row, Row opposite, HandlerContext context) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("value_id", row.get("value_id"));
            fields.put("entity_id", row.get("owner_id"));
            context.emit("to_entity", fields);
        }

        @Override
        public Optional<SideTable> sideTable() {
            return Optional.of(new SideTable("to_entity", Map.of("value_id", "value_id", "entity_id", "owner_id")));
        }
    }

    /** Writes a row for each number in a list, as rules have for their websites. */
    private static final class ListHandler implements Handler {
        @Override
        public void handle(Row row, Row opposite, HandlerContext context) {
            for (String id : String.valueOf(row.text("path")).split(",")) {
                if (!id.isEmpty()) {
                    var fields = new LinkedHashMap<String, @Nullable Object>();
                    fields.put("value_id", row.get("value_id"));
                    fields.put("entity_id", id);
                    context.emit("to_entity", fields);
                }
            }
        }

        @Override
        public Optional<SideTable> sideTable() {
            return Optional.of(new SideTable("to_entity", Map.of("value_id", "value_id")));
        }
    }

    private static final class NoLookups implements Lookups {
        @Override
        public @Nullable String find(Key lookup, String key) {
            return null;
        }

        @Override
        public void prefetch(Key lookup, Collection<String> keys) {}

        @Override
        public List<Row> all(String table) {
            return List.of();
        }
    }
}
