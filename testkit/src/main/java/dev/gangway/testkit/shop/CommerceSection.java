package dev.gangway.testkit.shop;

import java.util.List;

/** What a shop of the commerce edition has beyond the rows of the other sections, on either side. */
final class CommerceSection {
    private static final int ORDER_TYPE = 5;
    private static final int RETURN_TYPE = 9;
    private static final int FIRST_ATTRIBUTE = 901;
    private static final int FIRST_CUSTOMER_ATTRIBUTE = 911;
    private static final List<String> SORTINGS = List.of("none", "instock_at_top", "special_at_top", "margin_high");

    private final ShopContext shop;

    CommerceSection(ShopContext shop) {
        this.shop = shop;
    }

    void writeSource() {
        type(ORDER_TYPE, "order", "sales/order", "sales_order");
        type(RETURN_TYPE, "rma_item", "enterprise_rma/item", "enterprise_rma_item_entity");
        attribute(FIRST_ATTRIBUTE, RETURN_TYPE, "wear", true);
        customerAttributes();
        shop.rows()
                .insert(
                        "enterprise_rma_item_eav_attribute",
                        "attribute_id input_filter validate_rules data_model",
                        FIRST_ATTRIBUTE,
                        null,
                        null,
                        null);
        urls();
        for (int id = 3; id <= shop.size().categories(); id++) {
            shop.rows()
                    .insert(
                            "merchandiser_category_values",
                            "category_id attribute_codes smart_attributes automatic_sort",
                            id,
                            "price",
                            Php.serialize(List.of(java.util.Map.of("value", ">" + id, "link", "AND"))),
                            SORTINGS.get(id % SORTINGS.size()));
        }
        for (int id = 1; id <= shop.size().customers(); id++) {
            shop.rows().insert("enterprise_customerbalance", "customer_id website_id", id, 1 + id % 2);
        }
        orders();
    }

    void writeTarget() {
        type(ORDER_TYPE, "order", "Magento\\Sales\\Model\\ResourceModel\\Order", "sales_order");
        type(RETURN_TYPE, "rma_item", "Magento\\Rma\\Model\\ResourceModel\\Item", "magento_rma_item_entity");
        customerAttributes();
        attribute(FIRST_ATTRIBUTE + 1, ORDER_TYPE, "reward_points_balance_refunded", false);
        attribute(FIRST_ATTRIBUTE + 2, ORDER_TYPE, "reward_salesrule_points", false);
        attribute(FIRST_ATTRIBUTE + 3, ShopContext.CATEGORY, "automatic_sorting", false);
        shop.rows()
                .insert(
                        "catalog_eav_attribute",
                        "attribute_id frontend_input_renderer is_global apply_to",
                        FIRST_ATTRIBUTE + 3,
                        null,
                        1,
                        null);
    }

    /** Those that the customer groups of the pack name and the open source shop goes without. */
    private void customerAttributes() {
        int id = FIRST_CUSTOMER_ATTRIBUTE;
        for (String code : List.of("rp_token_created_at", "confirmation")) {
            attribute(id++, ShopContext.CUSTOMER, code, false);
        }
        for (String code : List.of("vat_request_date", "vat_request_id", "vat_request_success")) {
            attribute(id++, ShopContext.ADDRESS, code, false);
        }
    }

    private void type(int id, String code, String model, String table) {
        shop.rows()
                .insert(
                        "eav_entity_type",
                        "entity_type_id entity_type_code entity_model attribute_model entity_table value_table_prefix entity_id_field"
                                + " data_sharing_key default_attribute_set_id increment_model increment_pad_char"
                                + " additional_attribute_table entity_attribute_collection",
                        id,
                        code,
                        model,
                        null,
                        table,
                        null,
                        null,
                        "default",
                        0,
                        null,
                        "0",
                        null,
                        null);
    }

    private void attribute(int id, int type, String code, boolean ofMerchant) {
        shop.rows()
                .insert(
                        "eav_attribute",
                        "attribute_id entity_type_id attribute_code attribute_model backend_model backend_type backend_table"
                                + " frontend_model frontend_input frontend_label frontend_class source_model is_required"
                                + " is_user_defined default_value is_unique",
                        id,
                        type,
                        code,
                        null,
                        null,
                        "int",
                        null,
                        null,
                        "text",
                        code,
                        null,
                        null,
                        0,
                        ofMerchant ? 1 : 0,
                        null,
                        0);
    }

    /** Every category and product has a common key and rewrite; some products have a redirect from an older name. */
    private void urls() {
        int category = shop.attributes().of(ShopContext.CATEGORY, "url_key").id();
        int product = shop.attributes().of(ShopContext.PRODUCT, "url_key").id();
        for (int id = 3; id <= shop.size().categories(); id++) {
            url("catalog_category", ShopContext.CATEGORY, category, id);
        }
        for (int id = 1; id <= shop.size().products(); id++) {
            url("catalog_product", ShopContext.PRODUCT, product, id);
            if (id % 25 == 0) {
                shop.rows()
                        .insert(
                                "enterprise_url_rewrite_redirect",
                                "identifier target_path options category_id product_id store_id",
                                "old-name-" + id,
                                "product-" + id + ".html",
                                "RP",
                                null,
                                null,
                                1);
            }
        }
    }

    private void url(String entity, int type, int attribute, int id) {
        String key = entity.substring("catalog_".length()) + "-" + id;
        int value = shop.rows()
                .insert(
                        entity + "_entity_url_key",
                        "entity_type_id attribute_id store_id entity_id value",
                        type,
                        attribute,
                        0,
                        id,
                        key);
        shop.rows()
                .insert(
                        "enterprise_url_rewrite",
                        "request_path target_path is_system guid identifier inc value_id store_id entity_type",
                        key,
                        entity.replace('_', '/') + "/view/id/" + id,
                        1,
                        "g" + value,
                        key,
                        1,
                        value,
                        0,
                        type == ShopContext.PRODUCT ? 3 : 2);
    }

    /** Custom attributes of every order; every tenth order is archived. */
    private void orders() {
        for (int id = 1; id <= shop.size().orders(); id++) {
            shop.rows().insert("enterprise_customer_sales_flat_order", "entity_id", id);
            shop.rows().insert("enterprise_customer_sales_flat_order_address", "entity_id", id * 2 - 1);
            shop.rows().insert("enterprise_customer_sales_flat_quote", "entity_id", id);
            if (id % 10 == 0) {
                shop.rows()
                        .insert(
                                "enterprise_sales_order_grid_archive",
                                "entity_id status store_id customer_id increment_id",
                                id,
                                "complete",
                                1,
                                null,
                                "archived " + id);
            }
        }
    }
}
