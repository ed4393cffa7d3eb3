package dev.gangway.core.handler.rule;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gangway.core.handler.HandlerFixture;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleHandlersTest {

    private static HandlerFixture sql(String name) {
        return handler(name)
                .sourceTable("sales_flat_order")
                .sourceTable("first")
                .sourceTable("second")
                .sourceTable("ignored")
                .sourceTable("same")
                .sourceTable("segment")
                .withDocument("sales_flat_order", "sales_order")
                .withDocument("first", "second")
                .withDocument("second", "first")
                .withDocument("same", "same")
                .withDocument("sales_order_map_file/segment", "magento_segment")
                .withDocument("sales_order_map_file/first", "never");
    }

    @ParameterizedTest
    @MethodSource
    void tableNamesInQuotesAreReplaced(String before, String after) {
        assertThat(sql("Rule\\ConditionSql").apply(before)).isEqualTo(after);
    }

    static Stream<Arguments> tableNamesInQuotesAreReplaced() {
        return Stream.of(
                arguments("SELECT 1 FROM `sales_flat_order` AS `o`", "SELECT 1 FROM `sales_order` AS `o`"),
                arguments("sales_flat_order", "sales_flat_order"),
                arguments("`sales_flat_order`.`sales_flat_order`", "`sales_order`.`sales_order`"),
                arguments("`first`", "`first`"),
                arguments("`second`", "`first`"),
                arguments("`ignored` `same` `segment`", "`ignored` `same` `segment`"),
                arguments("`x`sales_flat_order`", "`x`sales_order`"),
                arguments("`sales_flat_order", "`sales_flat_order"),
                arguments("", ""),
                arguments(null, null));
    }

    @Test
    void segmentsLookIntoTheSalesMapToo() {
        assertThat(sql("Rule\\CustomerSegmentConditionSql").apply("`segment` `sales_flat_order` `first`"))
                .isEqualTo("`magento_segment` `sales_order` `first`");
    }

    @Test
    void prefixesAreChangedToo() {
        HandlerFixture fixture =
                sql("Rule\\ConditionSql").option("source_prefix", "m1_").option("dest_prefix", "m2_");

        assertThat(fixture.apply("`m1_sales_flat_order` `sales_flat_order`"))
                .isEqualTo("`m2_sales_order` `sales_flat_order`");
    }

    private static HandlerFixture ids() {
        return handler("Rule\\NormalizationIds")
                .on("salesrule", "website_ids")
                .param("normalizationDocument", "salesrule_website")
                .param("normalizationField", "website_id");
    }

    @Test
    void listsOfIdsBecomeRows() {
        HandlerFixture fixture = ids();

        assertThat(fixture.applyTo("rule_id", "7", "website_ids", "1, 2,").get("website_ids"))
                .isEqualTo("1, 2,");

        assertThat(fixture.emittedTables).containsOnly("salesrule_website");
        assertThat(fixture.emitted)
                .containsExactly(Map.of("rule_id", "7", "website_id", "1"), Map.of("rule_id", "7", "website_id", "2"));
    }

    @Test
    void commerceUsesRowIds() {
        HandlerFixture fixture = ids().option("edition_migrate", "opensource-to-commerce");

        fixture.applyTo("rule_id", "7", "website_ids", "1");

        assertThat(fixture.emitted).containsExactly(Map.of("row_id", "7", "website_id", "1"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ","})
    void emptyListsAddNothing(String list) {
        HandlerFixture fixture = ids();

        fixture.applyTo("rule_id", "7", "website_ids", list);

        assertThat(fixture.emitted).isEmpty();
    }
}
