package dev.gangway.bulkloader.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.DerivationContract;
import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices of variants follow each change of what they are made from: a few families of products, changed as a stream does. */
class VariantPricesIT {
    private static final String DECIMALS = "catalog_product_entity_decimal";
    private static final String TIER = "catalog_product_entity_tier_price";
    private static final String SURCHARGES = "catalog_product_super_attribute_pricing";
    private static final String LINKS = "catalog_product_super_link";
    private static final String CHOICES = "catalog_product_entity_int";

    private static final String VALUE = "value_id, attribute_id, store_id, entity_id, value";
    private static final String SURCHARGE =
            "value_id, product_super_attribute_id, value_index, is_percent, pricing_value, website_id";
    private static final String TIER_PRICE =
            "value_id, entity_id, all_groups, customer_group_id, qty, value, website_id";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .option("tier_price_map_file", "etc/parts/map-tier-price.xml")
                .option("edition_number", "1.9.4.5")
                .sourceTables(
                        ShopSchema.magento1(),
                        "catalog_product_super_attribute",
                        SURCHARGES,
                        LINKS,
                        CHOICES,
                        DECIMALS,
                        "catalog_product_entity_datetime",
                        "eav_attribute",
                        "eav_entity_type",
                        "core_store",
                        TIER,
                        "catalog_product_entity_group_price")
                .targetTables(ShopSchema.magento2(), DECIMALS, "catalog_product_entity_datetime", TIER)
                .source(
                        "INSERT INTO ~core_store (store_id, code, website_id) VALUES (0, 'admin', 0), (1, 'a', 1), (2, 'b', 1), (3, 'c', 2)",
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (4, 'catalog_product')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code) VALUES (75, 4, 'price'),"
                                + " (76, 4, 'special_price'), (92, 4, 'color'), (102, 4, 'visibility')",
                        "INSERT INTO ~" + LINKS
                                + " (link_id, product_id, parent_id) VALUES (1, 3, 1), (2, 4, 1), (3, 5, 2)",
                        "INSERT INTO ~catalog_product_super_attribute (product_super_attribute_id, product_id, attribute_id)"
                                + " VALUES (10, 1, 92), (11, 2, 92)",
                        "INSERT INTO ~" + SURCHARGES
                                + " (value_id, product_super_attribute_id, value_index, is_percent, pricing_value, website_id)"
                                + " VALUES (1, 10, '5', 0, 10, 0), (2, 10, '6', 1, 10, 2), (3, 11, '5', 0, 7, 1)",
                        "INSERT INTO ~" + CHOICES
                                + " (value_id, entity_type_id, attribute_id, store_id, entity_id, value)"
                                + " VALUES (1, 4, 92, 0, 3, 5), (2, 4, 92, 0, 4, 6), (3, 4, 92, 0, 5, 5)",
                        "INSERT INTO ~" + DECIMALS
                                + " (value_id, entity_type_id, attribute_id, store_id, entity_id, value)"
                                + " VALUES (1, 4, 75, 0, 1, 100), (2, 4, 75, 0, 2, 200), (3, 4, 75, 0, 3, 30),"
                                + " (4, 4, 75, 0, 4, 40), (5, 4, 75, 2, 5, 50), (6, 4, 76, 0, 1, 90)",
                        "INSERT INTO ~" + TIER
                                + " (value_id, entity_id, all_groups, customer_group_id, qty, value, website_id)"
                                + " VALUES (1, 1, 1, 0, 5, 80, 0), (2, 3, 1, 0, 4, 20, 0)")
                .target("INSERT INTO ~" + DECIMALS + " (value_id, attribute_id, store_id, entity_id, value)"
                        + " VALUES (1, 75, 0, 1, 100), (2, 75, 0, 2, 200), (3, 75, 0, 3, 30), (4, 75, 0, 4, 40),"
                        + " (5, 75, 2, 5, 50), (6, 76, 0, 1, 90)")
                .step("ConfigurablePrices")
                .step("TierPrice");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct", "strict"})
    void recomputingWhatIsTouchedGivesWhatRecomputingAllGives(String compatibility) throws SQLException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        shop.option("compatibility", compatibility).run();

        try (DerivationContract contract = shop.contract()) {
            for (int i = 0; i < 60; i++) {
                String what = change(contract, random, 100 + i);
                contract.holds("seed " + seed + ", change " + i + ": " + what);
            }
        }
    }

    private static String change(DerivationContract contract, Random random, int number) throws SQLException {
        int product = 1 + random.nextInt(6);
        int value = 1 + random.nextInt(200);
        switch (random.nextInt(7)) {
            case 0 -> {
                int id = 1 + random.nextInt(3);
                int attribute = 10 + random.nextInt(2);
                int option = 5 + random.nextInt(2);
                replace(contract, SURCHARGES, SURCHARGE, id, attribute, option, random.nextInt(2), value, id % 3);
                return "surcharge " + id;
            }
            case 1 -> {
                remove(contract, SURCHARGES, "value_id = " + (1 + random.nextInt(3)));
                return "a surcharge goes";
            }
            case 2 -> {
                remove(contract, LINKS, "product_id = " + product);
                return product + " is no child";
            }
            case 3 -> {
                int child = 3 + random.nextInt(4);
                replace(contract, LINKS, "link_id, product_id, parent_id", number, child, 1 + random.nextInt(2));
                return child + " is a child";
            }
            case 4 -> {
                int attribute = random.nextBoolean() ? 92 : 102;
                int choice = attribute == 92 ? 5 + random.nextInt(2) : 1 + random.nextInt(4);
                replace(contract, CHOICES, VALUE, product + attribute, attribute, 0, product, choice);
                return "attribute " + attribute + " of " + product;
            }
            case 5 -> {
                price(contract, number, 75 + random.nextInt(2), random.nextInt(4), product, value);
                return "price of " + product;
            }
            default -> {
                replace(contract, TIER, TIER_PRICE, number, product, 1, 0, random.nextInt(9), value, random.nextInt(3));
                return "tier price of " + product;
            }
        }
    }

    /** A price of the source arrives in the target as well, and takes the place of a derived one. */
    private static void price(DerivationContract contract, int id, int attribute, int store, int product, int value)
            throws SQLException {
        String same = "attribute_id = " + attribute + " AND store_id = " + store + " AND entity_id = " + product;
        String row = "(value_id, attribute_id, store_id, entity_id, value) VALUES (" + id + ", " + attribute + ", "
                + store + ", " + product + ", " + value + ")";
        for (String table : new String[] {"shadow:" + DECIMALS, DECIMALS}) {
            contract.change(
                    table,
                    "value_id = " + id + " OR (" + same + ")",
                    "DELETE FROM {" + table + "} WHERE value_id = " + id + " OR (" + same + ")",
                    "INSERT INTO {" + table + "} " + row);
        }
    }

    /** The first column is the key. */
    private static void replace(DerivationContract contract, String table, String columns, int... values)
            throws SQLException {
        String list = Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        contract.change(
                "shadow:" + table,
                columns.substring(0, columns.indexOf(',')) + " = " + values[0],
                "REPLACE INTO {shadow:" + table + "} (" + columns + ") VALUES (" + list + ")");
    }

    private static void remove(DerivationContract contract, String table, String condition) throws SQLException {
        contract.change("shadow:" + table, condition, "DELETE FROM {shadow:" + table + "} WHERE " + condition);
    }

    @Test
    void aProductThatIsNoChildAnyMoreHasItsOwnPriceUnderItsOwnNumber() throws SQLException {
        shop.run();
        String prices = "SELECT value_id, store_id, ROUND(value, 2) FROM ~" + DECIMALS
                + " WHERE entity_id = 4 AND attribute_id = 75 ORDER BY 2";
        assertThat(shop.rows(prices))
                .containsExactly("4|0|100.00", shop.rows(prices).get(1))
                .hasSize(2);

        try (DerivationContract contract = shop.contract()) {
            remove(contract, LINKS, "product_id = 4");
            contract.holds("4 is no child");
        }

        assertThat(shop.rows(prices)).containsExactly("4|0|40.00");
    }

    @Test
    void aConflictIsToldOfOnce() throws SQLException {
        shop.run();
        try (DerivationContract contract = shop.contract()) {
            replace(contract, CHOICES, VALUE, 50, 102, 0, 3, 4);
            contract.holds("3 is sold alone");
            price(contract, 60, 76, 0, 1, 80);
            contract.holds("another special price");

            assertThat(contract.leftOut())
                    .containsExactly("entity_id=3, store_id=0, alone 30.0000, as a variant 110.0000");
        }
    }
}
