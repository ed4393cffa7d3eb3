package dev.gangway.core.handler.store;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.HandlerFixture;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreHandlersTest {

    private static HandlerFixture bundle() {
        return handler("BundleParentProduct")
                .on("catalog_product_bundle_option_value", "parent_product_id")
                .param("parentField", "option_id")
                .param("documentWithProductId", "catalog_product_bundle_option")
                .param("fieldWithProductId", "parent_id")
                .source("catalog_product_bundle_option", "option_id", "4", "parent_id", "9")
                .source("catalog_product_bundle_option", "option_id", "5", "parent_id", null);
    }

    @ParameterizedTest
    @CsvSource({"4,9", "5,0", "6,0", ",0"})
    void bundleRowsGetTheirProduct(String optionId, String product) {
        assertThat(bundle().applyTo("option_id", optionId, "parent_product_id", "7")
                        .get("parent_product_id"))
                .isEqualTo(product);
    }

    @Test
    void batchesAreLookedUpWithOneQuery() {
        HandlerFixture fixture = bundle();
        var rows = List.of(
                HandlerFixture.row("t", "option_id", "4", "parent_product_id", null),
                HandlerFixture.row("t", "option_id", "5", "parent_product_id", null),
                HandlerFixture.row("t", "option_id", null, "parent_product_id", null));
        var handler = fixture.create();

        handler.prefetch(rows, fixture.fakeLookups());
        rows.forEach(row -> handler.handle(row, row, fixture));

        assertThat(fixture.fakeLookups().batchQueries).isEqualTo(1);
        assertThat(fixture.fakeLookups().singleQueries).isZero();
        assertThat(rows).extracting(row -> row.get("parent_product_id")).containsExactly("9", "0", "0");
    }

    @ParameterizedTest
    @CsvSource({"5,2", "6,0", "7,0", ",0"})
    void multiAddressItemsGetTheirStore(String itemId, String store) {
        assertThat(handler("QuoteMultiAddressStoreId")
                        .on("quote_address_item", "store_id")
                        .source("sales_flat_quote_item", "item_id", "5", "store_id", "2")
                        .source("sales_flat_quote_item", "item_id", "6", "store_id", null)
                        .applyTo("quote_item_id", itemId, "store_id", "9")
                        .get("store_id"))
                .isEqualTo(store);
    }

    @ParameterizedTest
    @CsvSource({"1,3", "2,0", "4,0", "0,unset", ",unset"})
    void productAlertsGetTheDefaultStoreOfTheirWebsite(String website, String store) {
        assertThat(handler("ProductAlertStoreId")
                        .on("product_alert_price", "store_id")
                        .source("core_website", "website_id", "1", "default_group_id", "10")
                        .source("core_website", "website_id", "2", "default_group_id", "99")
                        .source("core_website", "website_id", "3", "default_group_id", null)
                        .source("core_store_group", "group_id", "10", "default_store_id", "3")
                        .applyTo("website_id", website, "store_id", "unset")
                        .get("store_id"))
                .isEqualTo(store);
    }

    @Test
    void productAlertsThatLoseTheirWebsiteLoseItsStore() {
        var row = new Row(new Layout("product_alert_price", List.of("website_id", "store_id")));
        row.set("website_id", "0");

        handler("ProductAlertStoreId").on("product_alert_price", "store_id").applyWithOpposite(row, row);

        assertThat(row.get("store_id")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "Main Website Store,main_website_store",
        "2nd Store,nd_store",
        "Über Shop,ber_shop",
        "Shop & Co.,shop__co",
        "123,store_group",
        "'',store_group",
        ",store_group",
        "'  a  b\t\nc ',a_b_c_",
        "-_A-1_,a-1_",
        "ЖЖ,store_group"
    })
    void groupCodesComeFromNames(String name, String code) {
        for (boolean strict : new boolean[] {true, false}) {
            assertThat(handler("StoreGroupCode")
                            .on("store_group", "code")
                            .strict(strict)
                            .source("core_store_group", "group_id", "1", "name", name)
                            .applyTo("group_id", "1", "name", "other", "code", null)
                            .get("code"))
                    .isEqualTo(code);
        }
    }

    private static HandlerFixture groups() {
        return handler("StoreGroupCode")
                .on("store_group", "code")
                .source("core_store_group", "group_id", "1", "name", "Shop")
                .source("core_store_group", "group_id", "2", "name", "SHOP")
                .source("core_store_group", "group_id", "3", "name", "Shop");
    }

    private static @Nullable String code(HandlerFixture fixture, String group) {
        return fixture.applyTo("group_id", group, "name", "New", "code", null).text("code");
    }

    @Test
    void groupCodesAreUniqueAndTheSameInEveryRun() {
        HandlerFixture fixture = groups();

        assertThat(code(fixture, "3")).isEqualTo("shop-3");
        assertThat(code(fixture, "2")).isEqualTo("shop-2");
        assertThat(code(fixture, "1")).isEqualTo("shop");
        assertThat(code(fixture, "99")).isEqualTo("new");
        assertThat(fixture.warnings).hasSize(2);
    }

    @Test
    void strictGroupCodesCompareNames() {
        HandlerFixture fixture = groups().strict();

        assertThat(code(fixture, "1")).isEqualTo("shop");
        assertThat(code(fixture, "2")).isEqualTo("shop");
        assertThat(code(fixture, "3")).matches("shop-[0-9a-f]{32}");
    }

    private static HandlerFixture synonym() {
        return handler("Synonym")
                .on("catalogsearch_query", "synonym_for")
                .source("core_store", "store_id", "2", "website_id", "1");
    }

    private static @Nullable Object applied(HandlerFixture fixture, @Nullable String synonym) {
        return fixture.applyTo("query_id", "7", "query_text", "bar", "synonym_for", synonym, "store_id", "2")
                .get("synonym_for");
    }

    @Test
    void synonymsBecomeGroups() {
        HandlerFixture fixture = synonym();

        assertThat(applied(fixture, "foo")).isEqualTo("foo");

        assertThat(fixture.emittedTables).containsExactly("search_synonyms");
        assertThat(fixture.emitted)
                .containsExactly(Map.of("group_id", "7", "synonyms", "foo,bar", "store_id", "2", "website_id", "1"));
        assertThat(fixture.create().sideTable()).isPresent();
    }

    @Test
    void strictSynonymsHaveTheOldText() {
        HandlerFixture fixture = synonym().strict();

        applied(fixture, "foo");

        assertThat(fixture.emitted)
                .containsExactly(Map.of("synonyms", "foo\"bar\",", "store_id", "2", "website_id", "1"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "0")
    void queriesWithoutSynonymAddNothing(String synonym) {
        HandlerFixture fixture = synonym();

        applied(fixture, synonym);

        assertThat(fixture.emitted).isEmpty();
    }

    @Test
    void defaultWebsiteIsTheFirstMarkedOne() {
        HandlerFixture fixture = handler("SetDefaultWebsiteId")
                .on("t", "website_id")
                .source("core_website", "website_id", "0", "is_default", "0")
                .source("core_website", "website_id", "2", "is_default", "1")
                .source("core_website", "website_id", "3", "is_default", "1");

        assertThat(fixture.apply("9")).isEqualTo("2");
        assertThat(handler("SetDefaultWebsiteId").on("t", "website_id").apply("9"))
                .isNull();
    }
}
