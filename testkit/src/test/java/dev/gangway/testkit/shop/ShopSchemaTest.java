package dev.gangway.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShopSchemaTest {
    static Stream<Arguments> sides() {
        return Stream.of(
                Arguments.argumentSet("source", ShopSchema.magento1()),
                Arguments.argumentSet("target", ShopSchema.magento2()),
                Arguments.argumentSet("commerce source", ShopSchema.commerce1()),
                Arguments.argumentSet("commerce target", ShopSchema.commerce2()));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void hasEnoughTablesAndEveryReferenceLeadsToAColumn(ShopSchema schema) {
        assertThat(schema.tables()).hasSizeGreaterThan(150);
        for (ShopTable table : schema.tables()) {
            assertThat(table.primaryKey()).describedAs(table.name()).isNotEmpty();
            for (ShopTable.Reference reference : table.references()) {
                assertThat(table.column(reference.column()))
                        .describedAs(table.name())
                        .isPresent();
                assertThat(schema.table(reference.parentTable()).column(reference.parentColumn()))
                        .describedAs(table.name() + "." + reference.column())
                        .isPresent();
            }
        }
    }

    @org.junit.jupiter.api.Test
    void readsTypesAttributesAndKeys() {
        ShopTable item = ShopSchema.magento1().table("sales_flat_order_item");

        assertThat(item.columns().get(0)).isEqualTo(new ShopColumn("item_id", "int", true, false, true, false, null));
        assertThat(item.column("created_at").orElseThrow().defaultValue()).isEqualTo("zero");
        assertThat(item.column("base_cost").orElseThrow().type()).isEqualTo("decimal(12,4)");
        assertThat(item.reference("order_id").orElseThrow().onDelete()).isEqualTo("cascade");
        assertThat(ShopSchema.magento2().table("sales_order_item").counterpart())
                .isEqualTo("sales_flat_order_item");
    }
}
