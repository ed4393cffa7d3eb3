package dev.gangway.bulkloader.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ConfigurablePrices and TierPrice: prices that Magento 2 keeps in other places. */
class PricesIT {
    private static final String CHILD_PRICES =
            "SELECT entity_id, store_id, ROUND(value, 4) FROM ~catalog_product_entity_decimal WHERE attribute_id = 75 AND entity_id = 2 ORDER BY 1, 2";
    private static final String TIER = "catalog_product_entity_tier_price";

    private static final String DECIMALS =
            "catalog_product_entity_decimal (entity_type_id, attribute_id, store_id, entity_id, value)";
    private static final String CHOICES =
            "catalog_product_entity_int (entity_type_id, attribute_id, store_id, entity_id, value)";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .option("tier_price_map_file", "etc/parts/map-tier-price.xml")
                .option("edition_number", "1.9.4.5")
                .sourceTables(
                        ShopSchema.magento1(),
                        "catalog_product_super_attribute",
                        "catalog_product_super_attribute_pricing",
                        "catalog_product_super_link",
                        "catalog_product_entity_int",
                        "catalog_product_entity_decimal",
                        "catalog_product_entity_datetime",
                        "eav_attribute",
                        "eav_entity_type",
                        "core_store",
                        TIER,
                        "catalog_product_entity_group_price")
                .targetTables(
                        ShopSchema.magento2(),
                        "catalog_product_entity_decimal",
                        "catalog_product_entity_datetime",
                        TIER)
                .source(
                        "INSERT INTO ~core_store (store_id, code, website_id) VALUES (0, 'admin', 0), (1, 'a', 1), (2, 'b', 1), (3, 'c', 2)",
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (4, 'catalog_product')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code) VALUES (75, 4, 'price'), (92, 4, 'color'), (93, 4, 'size'), (76, 4, 'special_price'), (77, 4, 'special_from_date'), (102, 4, 'visibility')",
                        "INSERT INTO ~catalog_product_entity_decimal (entity_type_id, attribute_id, store_id, entity_id, value) VALUES (4, 75, 0, 1, 100)",
                        "INSERT INTO ~catalog_product_super_link (product_id, parent_id) VALUES (2, 1)",
                        "INSERT INTO ~catalog_product_super_attribute (product_super_attribute_id, product_id, attribute_id) VALUES (10, 1, 92), (11, 1, 93)",
                        "INSERT INTO ~catalog_product_entity_int (entity_type_id, attribute_id, store_id, entity_id, value) VALUES (4, 92, 0, 2, 5), (4, 93, 0, 2, 6)");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    private StepFixture surcharges(String rows) {
        return shop.step("ConfigurablePrices")
                .source("INSERT INTO ~catalog_product_super_attribute_pricing"
                        + " (product_super_attribute_id, value_index, is_percent, pricing_value, website_id) VALUES "
                        + rows);
    }

    @Test
    void addsFixedSurchargesInEveryStoreOfTheirWebsite() {
        surcharges("(10, '5', 0, 10, 1), (11, '6', 0, 5, 1)").strict().run();

        assertThat(shop.rows(CHILD_PRICES)).containsExactly("2|1|115.0000", "2|2|115.0000");
    }

    @Test
    void addsAPercentageOfTheParentsPrice() {
        surcharges("(10, '5', 1, 10, 0)").strict().run();

        assertThat(shop.rows(CHILD_PRICES)).containsExactly("2|0|110.0000");
    }

    @Test
    void countsEverySurchargeOnceHoweverManyPricesTheParentHas() {
        surcharges("(10, '5', 0, 10, 1), (11, '6', 1, 5, 1)")
                .source("INSERT INTO ~" + DECIMALS + " VALUES (4, 75, 2, 1, 200)")
                .run();

        assertThat(shop.rows(CHILD_PRICES)).containsExactly("2|0|100.0000", "2|1|115.0000", "2|2|220.0000");
    }

    @Test
    void prefersTheWebsitesOwnSurchargeToTheCommonOne() {
        surcharges("(10, '5', 0, 10, 0), (10, '5', 0, 30, 2), (11, '6', 0, 1, 0)")
                .run();

        assertThat(shop.rows(CHILD_PRICES)).containsExactly("2|0|111.0000", "2|3|131.0000");
    }

    @Test
    void givesAChildWithoutAnySurchargeThePriceOfItsParent() {
        shop.step("ConfigurablePrices")
                .source("INSERT INTO ~" + DECIMALS + " VALUES (4, 75, 0, 2, 7), (4, 75, 3, 2, 8)")
                .run();

        assertThat(shop.rows(CHILD_PRICES)).containsExactly("2|0|100.0000", "2|3|100.0000");
    }

    @Test
    void givesAChildTheSpecialPriceOfItsParentWithSurchargesAndDates() {
        surcharges("(10, '5', 0, 10, 0), (10, '5', 1, 50, 2)")
                .source(
                        "INSERT INTO ~" + DECIMALS + " VALUES (4, 76, 0, 1, 80), (4, 76, 1, 2, 1)",
                        "INSERT INTO ~catalog_product_entity_datetime (entity_type_id, attribute_id, store_id, entity_id, value)"
                                + " VALUES (4, 77, 0, 1, '2016-01-02'), (4, 77, 2, 2, '2011-01-02')")
                .run();

        assertThat(shop.rows(CHILD_PRICES.replace("75", "76")))
                .containsExactly("2|0|90.0000", "2|1|90.0000", "2|3|120.0000");
        assertThat(shop.rows("SELECT entity_id, store_id, DATE(value) FROM ~catalog_product_entity_datetime"
                        + " WHERE entity_id = 2"))
                .containsExactly("2|0|2016-01-02");
    }

    @Test
    void leavesAChildThatIsSoldAloneItsPriceAndSaysWhatItsVariantCosts() {
        surcharges("(10, '5', 0, 10, 0)")
                .source(
                        "INSERT INTO ~" + CHOICES + " VALUES (4, 102, 0, 2, 4)",
                        "INSERT INTO ~" + DECIMALS + " VALUES (4, 75, 0, 2, 7), (4, 76, 0, 2, 6)")
                .run();

        assertThat(shop.rows("SELECT entity_id, attribute_id, ROUND(value, 4) FROM ~catalog_product_entity_decimal"
                        + " WHERE entity_id = 2 ORDER BY 2"))
                .containsExactly("2|75|7.0000", "2|76|6.0000");
        assertThat(shop.losses())
                .containsExactly("catalog_product_entity_decimal sold alone and as a variant under another price:"
                        + " keeps its own 1 [entity_id=2, store_id=0, alone 7.0000, as a variant 110.0000]");
    }

    /** Another parent asks 50 and, in the stores of website 2, 100 more than the first, which asks 10 more for the color. */
    @Test
    void givesAVariantOfSeveralProductsThePriceOfTheFirstAndSaysWhatTheOthersAsk() {
        surcharges("(10, '5', 0, 10, 0)")
                .source(
                        "INSERT INTO ~catalog_product_super_link (product_id, parent_id) VALUES (2, 3), (4, 3)",
                        "INSERT INTO ~" + DECIMALS
                                + " VALUES (4, 75, 0, 3, 160), (4, 75, 3, 3, 210), (4, 75, 2, 3, 110)")
                .run();

        assertThat(shop.rows(CHILD_PRICES)).containsExactly("2|0|110.0000");
        assertThat(shop.losses())
                .containsExactly("catalog_product_entity_decimal a variant of several products under different prices:"
                        + " the first one's is taken 2 [entity_id=2, store_id=0, of the first 110.0000, of another 160.0000,"
                        + " entity_id=2, store_id=3, of the first 110.0000, of another 210.0000]");
    }

    @Test
    void givesAChildThatIsSoldAloneThePriceOfItsVariantWhenToldTo() {
        surcharges("(10, '5', 0, 10, 0)")
                .option("variant_prices", "as-magento1")
                .source(
                        "INSERT INTO ~" + CHOICES + " VALUES (4, 102, 0, 2, 4)",
                        "INSERT INTO ~" + DECIMALS + " VALUES (4, 75, 0, 2, 7)")
                .run();

        assertThat(shop.rows(CHILD_PRICES)).containsExactly("2|0|110.0000");
        assertThat(shop.losses()).singleElement().asString().contains("the variant's is taken 1");
    }

    @Test
    void givesAChildTheTierPricesOfItsParentWithSurcharges() {
        surcharges("(10, '5', 0, 10, 0), (10, '5', 1, 50, 2)")
                .step("TierPrice")
                .source(
                        "INSERT INTO ~" + TIER
                                + " (entity_id, all_groups, customer_group_id, qty, value, website_id) VALUES"
                                + " (1, 0, 2, 5, 80, 0), (1, 0, 2, 9, 70, 0), (1, 0, 2, 9, 60, 2), (2, 0, 2, 3, 1, 0)",
                        "INSERT INTO ~catalog_product_entity_group_price (entity_id, all_groups, customer_group_id, value, website_id)"
                                + " VALUES (1, 0, 3, 50, 0)")
                .run();

        assertThat(shop.rows("SELECT website_id, customer_group_id, qty, ROUND(value, 4) FROM ~" + TIER
                        + " WHERE entity_id = 2 ORDER BY 1, 2, 3"))
                .containsExactly(
                        "0|2|5.0000|90.0000",
                        "0|2|9.0000|80.0000",
                        "0|3|1.0000|60.0000",
                        "2|2|5.0000|120.0000",
                        "2|2|9.0000|90.0000",
                        "2|3|1.0000|75.0000");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~" + TIER + " WHERE entity_id = 1"))
                .containsExactly("4");
    }

    @Test
    void missesColumnsOfSurcharges() {
        surcharges("(10, '5', 0, 10, 0)")
                .source("ALTER TABLE ~catalog_product_super_attribute_pricing DROP pricing_value")
                .target("DROP TABLE ~catalog_product_entity_decimal");

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "Source fields are missing. Document: catalog_product_super_attribute_pricing. Fields: pricing_value")
                .hasMessageContaining("Destination documents are missing: catalog_product_entity_decimal");
    }

    @Test
    void letsAGroupPriceReplaceATierPriceOfQuantityOne() {
        shop.step("TierPrice")
                .source(
                        "INSERT INTO ~" + TIER
                                + " (entity_id, all_groups, customer_group_id, qty, value, website_id) VALUES (1, 0, 2, 1, 9, 0), (1, 0, 2, 5, 8, 0)",
                        "INSERT INTO ~catalog_product_entity_group_price (entity_id, all_groups, customer_group_id, value, website_id) VALUES (1, 0, 2, 7, 0)")
                .run();

        assertThat(shop.rows("SELECT entity_id, customer_group_id, qty, value FROM ~" + TIER + " ORDER BY qty"))
                .containsExactly("1|2|1.0000|7.000000", "1|2|5.0000|8.000000");
        assertThat(shop.findings()).noneMatch(finding -> finding.contains("not mapped"));
    }

    @Test
    void checksGroupPricesToo() {
        shop.step("TierPrice").source("ALTER TABLE ~catalog_product_entity_group_price ADD vendor_note INT");

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "Source fields are not mapped. Document: catalog_product_entity_group_price. Fields: vendor_note");
    }

    @Test
    void missesGroupPricesOnlyInReleasesThatHaveThem() {
        shop.step("TierPrice").source("DROP TABLE ~catalog_product_entity_group_price");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Source documents are missing: catalog_product_entity_group_price");
        shop.option("edition_number", "1.6.2.0").run();
        assertThat(shop.findings()).noneMatch(finding -> finding.contains("missing"));
    }
}
