package dev.gangway.bulkloader.urlrewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rewrites of open source shops in a target of the commerce edition. */
class UrlRewriteIT {
    private static final String CLASS = "Version191to2000";
    private static final String REWRITES =
            "SELECT store_id, request_path, entity_type, entity_id, redirect_type, IFNULL(metadata, '') FROM ~url_rewrite ORDER BY 1, 2";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .step("UrlRewrite", CLASS, CLASS, CLASS)
                .sourceTables(ShopSchema.magento1(), "core_url_rewrite", "core_store")
                .targetTables(
                        ShopSchema.commerce2(),
                        "url_rewrite",
                        "catalog_url_rewrite_product_category",
                        "cms_page",
                        "cms_page_store",
                        "store",
                        "catalog_category_entity",
                        "catalog_product_entity")
                .source(
                        "INSERT INTO ~core_url_rewrite (url_rewrite_id, store_id, request_path, target_path, is_system, options, category_id, product_id) VALUES"
                                + " (1, 1, 'a.html', 'catalog/product/view/id/5', 1, NULL, NULL, 5),"
                                + " (2, 1, 'c/a.html', 'catalog/product/view/id/5/category/3', 1, NULL, 3, 5),"
                                + " (3, 1, 'old', 'a.html', 0, 'RP', NULL, NULL), (4, 2, 'older', 'a.html', 0, 'R', NULL, NULL)")
                .target(
                        "INSERT INTO ~store (store_id, code, website_id, group_id) VALUES (0, 'admin', 0, 0), (1, 'a', 1, 1), (2, 'b', 1, 1)",
                        "INSERT INTO ~cms_page (row_id, page_id, identifier, is_active) VALUES (7, 3, 'home', 1), (8, 4, 'gone', 0), (9, 5, 'old', 1)",
                        "INSERT INTO ~cms_page_store (row_id, store_id) VALUES (7, 0), (8, 1), (9, 0)");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void findsTheStoresOfPagesByTheirRow() {
        shop.run();

        assertThat(shop.rows(REWRITES))
                .containsExactly(
                        "1|a.html|product|5|0|",
                        "1|c/a.html|product|5|0|{\"category_id\":\"3\"}",
                        "1|home|cms-page|3|0|",
                        "1|old|custom|0|301|",
                        "2|home|cms-page|3|0|",
                        "2|old|cms-page|5|0|",
                        "2|older|custom|0|302|");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void givesPagesOfAllStoresOneRewriteWhenStrict() {
        shop.strict().run();

        assertThat(shop.rows(REWRITES)).contains("1|home|cms-page|3|0|").doesNotContain("2|home|cms-page|3|0|");
    }
}
