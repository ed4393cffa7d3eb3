package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;

/**
 * Three stores, three categories (Jewels, an anchor, with Gold below it) and two products: Ring, in Gold, with a key of its
 * own in store 2, and Chain, in both categories and in the first website only.
 */
final class CommerceShop {
    private static final String[] TARGETS = {
        "url_rewrite",
        "catalog_url_rewrite_product_category",
        "catalog_category_entity_varchar",
        "catalog_product_entity_varchar",
        "catalog_category_entity",
        "catalog_product_entity",
        "store",
        "eav_attribute"
    };
    private static final String[] SOURCES = {
        "core_store",
        "core_config_data",
        "catalog_product_website",
        "catalog_category_product",
        "catalog_category_entity",
        "catalog_category_entity_int",
        "eav_attribute",
        "cms_page",
        "cms_page_store",
        "catalog_category_entity_url_key",
        "catalog_product_entity_url_key"
    };

    private CommerceShop() {}

    /** What both formats share. */
    private static StepFixture create(DatabaseServer server, Path folder, ShopSchema rewrites, String version) {
        return StepFixture.on(server, folder)
                .prefixed("m1_", "m2_")
                .step("UrlRewrite", version, version, version)
                .sourceTables(ShopSchema.commerce1(), SOURCES)
                .sourceTables(
                        rewrites,
                        "enterprise_url_rewrite",
                        "enterprise_url_rewrite_redirect",
                        "enterprise_catalog_product_rewrite",
                        "enterprise_catalog_category_rewrite",
                        "enterprise_url_rewrite_redirect_rewrite")
                .targetTables(ShopSchema.commerce2(), TARGETS)
                .source(
                        "INSERT INTO ~core_store (store_id, code, website_id) VALUES (0, 'admin', 0), (1, 'en', 1), (2, 'fr', 1), (3, 'us', 2)",
                        "INSERT INTO ~core_config_data (scope, scope_id, path, value) VALUES"
                                + " ('default', 0, 'catalog/seo/product_url_suffix', 'html'),"
                                + " ('websites', 2, 'catalog/seo/product_url_suffix', '.htm'),"
                                + " ('stores', 2, 'catalog/seo/product_url_suffix', '')",
                        "INSERT INTO ~catalog_product_website VALUES (5, 1), (5, 2), (6, 1)",
                        "INSERT INTO ~catalog_category_entity (entity_id, path) VALUES (2, '1/2'), (10, '1/2/10'), (11, '1/2/10/11'), (12, '1/2/12')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code) VALUES (33, 3, 'is_anchor')",
                        "INSERT INTO ~catalog_category_entity_int (attribute_id, store_id, entity_id, value) VALUES (33, 1, 10, 1), (33, 0, 11, 0)",
                        "INSERT INTO ~catalog_category_product (category_id, product_id) VALUES (11, 5), (10, 6), (11, 6)",
                        "INSERT INTO ~catalog_product_entity_url_key VALUES (51, 4, 97, 0, 5, 'ring'), (52, 4, 97, 2, 5, 'bague'), (61, 4, 97, 0, 6, 'chain')",
                        "INSERT INTO ~catalog_category_entity_url_key VALUES (101, 3, 43, 0, 10, 'jewels'), (111, 3, 43, 0, 11, 'gold'), (112, 3, 43, 2, 11, 'or')",
                        "INSERT INTO ~cms_page (page_id, identifier, is_active) VALUES (1, 'home', 1), (2, 'about', 0)",
                        "INSERT INTO ~cms_page_store (page_id, store_id) VALUES (1, 0), (2, 1)")
                .target(
                        "INSERT INTO ~url_rewrite (url_rewrite_id, entity_type, entity_id, request_path, store_id) VALUES (900, '', 0, 'left over', 1)",
                        "INSERT INTO ~catalog_product_entity_varchar (attribute_id, store_id, row_id, value) VALUES (97, 0, 5, 'old'), (71, 0, 5, 'Ring')");
    }

    /** The format since 1.13.0.2. */
    static StepFixture ofOwnStore(DatabaseServer server, Path folder) {
        return create(server, folder, ShopSchema.commerce1(), "Version11410to2000")
                .source(
                        "INSERT INTO ~enterprise_url_rewrite (url_rewrite_id, request_path, target_path, is_system, value_id, store_id, entity_type) VALUES"
                                + " (1, 'ring', 'catalog/product/view/id/5', 1, 51, 0, 3),"
                                + " (2, 'bague', 'catalog/product/view/id/5', 1, 52, 2, 3),"
                                + " (3, 'chain', 'catalog/product/view/id/6', 1, 61, 0, 3),"
                                + " (4, 'jewels', 'catalog/category/view/id/10', 1, 101, 0, 2),"
                                + " (5, 'jewels/gold', 'catalog/category/view/id/11', 1, 111, 0, 2),"
                                + " (6, 'jewels/or', 'catalog/category/view/id/11', 1, 112, 2, 2),"
                                + " (7, 'old-ring', 'ring.html', 0, 71, 1, 1),"
                                + " (8, 'kept', 'somewhere', 0, 79, 1, 1)",
                        "INSERT INTO ~enterprise_url_rewrite_redirect (redirect_id, identifier, target_path, options, category_id, product_id, store_id) VALUES"
                                + " (71, 'old-ring', 'ring.html', 'RP', NULL, NULL, 1),"
                                + " (72, 'gone', 'x', 'R', 11, 5, 1),"
                                + " (73, 'sale', 'x', NULL, 10, NULL, 1), (74, 'solo', 'x', NULL, NULL, 6, 2)");
    }

    /** The format of 1.13.0.0 and 1.13.0.1. */
    static StepFixture ofSeparateOwners(DatabaseServer server, Path folder) {
        return create(server, folder, ShopSchema.of("""
                        enterprise_url_rewrite
                            int+#          url_rewrite_id
                            v255           request_path target_path
                            small+         is_system
                            v32            guid
                            v255           identifier
                            int+=1         inc
                            int+           value_id
                            key            url_rewrite_id
                        enterprise_url_rewrite_redirect
                            int+#          redirect_id
                            v255           identifier target_path
                            v255?          options description
                            int+?          category_id product_id
                            key            redirect_id
                        enterprise_catalog_product_rewrite
                            int+           product_id
                            small+         store_id
                            int+           url_rewrite_id
                            key            product_id store_id url_rewrite_id
                        enterprise_catalog_category_rewrite
                            int+           category_id
                            small+         store_id
                            int+           url_rewrite_id
                            key            category_id store_id url_rewrite_id
                        enterprise_url_rewrite_redirect_rewrite
                            int+           redirect_id url_rewrite_id
                            key            redirect_id url_rewrite_id
                        """), "Version11300to2000")
                .source(
                        "INSERT INTO ~enterprise_url_rewrite (url_rewrite_id, request_path, target_path, is_system, value_id) VALUES"
                                + " (1, 'ring', 'catalog/product/view/id/5', 1, 51),"
                                + " (2, 'bague', 'catalog/product/view/id/5', 1, 52),"
                                + " (3, 'chain', 'catalog/product/view/id/6', 1, 61),"
                                + " (4, 'jewels', 'catalog/category/view/id/10', 1, 101),"
                                + " (5, 'jewels/gold', 'catalog/category/view/id/11', 1, 111),"
                                + " (6, 'jewels/or', 'catalog/category/view/id/11', 1, 112),"
                                + " (7, 'old-ring', 'ring.html', 0, 71)",
                        "INSERT INTO ~enterprise_catalog_product_rewrite VALUES (5, 0, 1), (5, 2, 2), (6, 0, 3)",
                        "INSERT INTO ~enterprise_catalog_category_rewrite VALUES (10, 0, 4), (11, 0, 5), (11, 2, 6)",
                        "INSERT INTO ~enterprise_url_rewrite_redirect (redirect_id, identifier, target_path, options) VALUES (71, 'old-ring', 'ring.html', 'RP')",
                        "INSERT INTO ~enterprise_url_rewrite_redirect_rewrite VALUES (71, 7)");
    }
}
