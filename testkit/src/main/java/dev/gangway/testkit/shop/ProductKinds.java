package dev.gangway.testkit.shop;

import java.util.List;

/** What only some products have: options, links, and the rows of configurable, bundle, grouped and downloadable products. */
final class ProductKinds {
    private final ShopContext shop;

    ProductKinds(ShopContext shop) {
        this.shop = shop;
    }

    static String kindOf(int id) {
        return switch (id % 20) {
            case 0 -> "configurable";
            case 7 -> "bundle";
            case 11 -> "grouped";
            case 13 -> "downloadable";
            case 17 -> "virtual";
            default -> "simple";
        };
    }

    void linkTypes() {
        List<String> types = List.of("relation", "bundle", "super", "up_sell", "cross_sell");
        for (int i = 0; i < types.size(); i++) {
            shop.rows().insert("catalog_product_link_type", "link_type_id code", i + 1, types.get(i));
            shop.rows()
                    .insert(
                            "catalog_product_link_attribute",
                            "product_link_attribute_id link_type_id product_link_attribute_code data_type",
                            i + 1,
                            i + 1,
                            "position",
                            "int");
        }
    }

    void write(int id, String kind) {
        switch (kind) {
            case "configurable" -> configurable(id);
            case "bundle" -> bundle(id);
            case "grouped" -> links(id, 3);
            case "downloadable" -> downloadable(id);
            default -> {
                if (id % 20 == 3) {
                    options(id);
                }
                if (id % 4 == 0) {
                    links(id, 1 + id % 5);
                }
            }
        }
    }

    private int other(int id) {
        int found = shop.id(shop.size().products());
        return found == id ? 1 + id % shop.size().products() : found;
    }

    private void links(int id, int type) {
        int linked = other(id);
        int link = shop.rows()
                .insert("catalog_product_link", "product_id linked_product_id link_type_id", id, linked, type);
        shop.rows()
                .insert(
                        "catalog_product_link_attribute_int",
                        "product_link_attribute_id link_id value",
                        type,
                        link,
                        id % 10);
        if (type == 3) {
            shop.rows()
                    .insert(
                            "catalog_product_link_attribute_decimal",
                            "product_link_attribute_id link_id value",
                            type,
                            link,
                            shop.price());
            shop.rows()
                    .insert(
                            "catalog_product_link_attribute_varchar",
                            "product_link_attribute_id link_id value",
                            type,
                            link,
                            "x" + id);
        }
    }

    private void configurable(int id) {
        RowWriter rows = shop.rows();
        int color = shop.attributes().of(ShopContext.PRODUCT, "color").id();
        int attribute =
                rows.insert("catalog_product_super_attribute", "product_id attribute_id position", id, color, 0);
        rows.insert("catalog_product_super_attribute_label", "product_super_attribute_id store_id", attribute, id % 4);
        rows.insert(
                "catalog_product_super_attribute_pricing",
                "product_super_attribute_id value_index website_id",
                attribute,
                String.valueOf(13 + id % 12),
                0);
        for (int child = Math.max(1, id - 3); child < id - 1; child++) {
            rows.insert("catalog_product_super_link", "product_id parent_id", child, id);
            rows.insert("catalog_product_relation", "parent_id child_id", id, child);
        }
    }

    private void bundle(int id) {
        RowWriter rows = shop.rows();
        for (int i = 0; i < 2; i++) {
            int option = rows.insert(
                    "catalog_product_bundle_option", "parent_id required position type", id, 1, i, "select");
            rows.insert("catalog_product_bundle_option_value", "option_id store_id", option, 0);
            int selection = rows.insert(
                    "catalog_product_bundle_selection",
                    "option_id parent_product_id product_id",
                    option,
                    id,
                    other(id));
            rows.insert("catalog_product_bundle_selection_price", "selection_id website_id", selection, 1 + i);
        }
    }

    private void downloadable(int id) {
        RowWriter rows = shop.rows();
        int link = rows.insert("downloadable_link", "product_id link_type", id, "url");
        rows.insert("downloadable_link_price", "link_id website_id price", link, 0, shop.price());
        rows.insert("downloadable_link_title", "link_id store_id", link, 0);
        int sample = rows.insert("downloadable_sample", "product_id sample_type", id, "url");
        rows.insert("downloadable_sample_title", "sample_id store_id", sample, 0);
    }

    private void options(int id) {
        RowWriter rows = shop.rows();
        int option = rows.insert("catalog_product_option", "product_id type", id, "drop_down");
        rows.insert("catalog_product_option_title", "option_id store_id title", option, 0, "Size");
        rows.insert("catalog_product_option_price", "option_id store_id price_type", option, 0, "fixed");
        for (int i = 0; i < 3; i++) {
            int value = rows.insert("catalog_product_option_type_value", "option_id sort_order", option, i);
            rows.insert("catalog_product_option_type_title", "option_type_id store_id", value, 0);
            rows.insert("catalog_product_option_type_price", "option_type_id store_id price_type", value, 0, "fixed");
        }
    }
}
