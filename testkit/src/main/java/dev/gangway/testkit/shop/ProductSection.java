package dev.gangway.testkit.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products with their EAV values, gallery, stock, prices, categories and url rewrites; the kinds' own rows are elsewhere. */
final class ProductSection {
    private static final List<String> LAYOUTS = List.of("one_column", "two_columns_left", "three_columns", "");

    private final ShopContext shop;
    private final EavValues values;
    private final ProductKinds kinds;

    ProductSection(ShopContext shop) {
        this.shop = shop;
        this.values = new EavValues(shop, "catalog_product_entity", ShopContext.PRODUCT);
        this.kinds = new ProductKinds(shop);
    }

    void write() {
        shop.rows().insert("cataloginventory_stock", "stock_id stock_name", 1, "Default");
        kinds.linkTypes();
        for (int id = 1; id <= shop.size().products(); id++) {
            String kind = ProductKinds.kindOf(id);
            shop.rows()
                    .insert(
                            "catalog_product_entity",
                            "entity_id entity_type_id attribute_set_id type_id sku has_options required_options created_at updated_at",
                            id,
                            ShopContext.PRODUCT,
                            id % 9 == 0 ? 5 : ShopContext.PRODUCT,
                            kind,
                            "SKU-" + id,
                            id % 20 == 3 ? 1 : 0,
                            0,
                            shop.filler().dateTime(),
                            shop.filler().dateTime());
            int product = id;
            values.write(id, (attribute, store) -> value(product, attribute));
            stockAndPrices(id);
            gallery(id);
            placement(id);
            kinds.write(id, kind);
        }
    }

    private @Nullable Object value(int id, Attributes.Attribute attribute) {
        return switch (attribute.code()) {
            case "name" -> shop.words().name() + " " + shop.words().name() + " " + id;
            case "url_key" -> "product-" + id;
            case "url_path" -> "product-" + id + ".html";
            case "image", "small_image", "thumbnail" -> "/p/r/product-" + id + ".jpg";
            case "page_layout" -> LAYOUTS.get(shop.random().nextInt(LAYOUTS.size()));
            case "custom_design" -> "default/blue";
            case "status" -> shop.chance(90) ? 1 : 2;
            case "visibility" -> 4;
            case "manufacturer", "color" -> shop.id(24);
            case "material", "occasion" -> shop.chance(50) ? ",25,27,27," : "26,30";
            case "media_gallery", "gallery", "tier_price" -> null;
            default -> values.invented(attribute);
        };
    }

    private void stockAndPrices(int id) {
        RowWriter rows = shop.rows();
        rows.insert(
                "cataloginventory_stock_item",
                "product_id stock_id qty is_in_stock",
                id,
                1,
                shop.random().nextInt(500) + ".0000",
                1);
        if (id % 11 == 0) {
            for (int group = 0; group < 2; group++) {
                rows.insert(
                        "catalog_product_entity_tier_price",
                        "entity_id all_groups customer_group_id qty value website_id",
                        id,
                        0,
                        group,
                        "5.0000",
                        shop.price(),
                        0);
                rows.insert(
                        "catalog_product_entity_group_price",
                        "entity_id all_groups customer_group_id value website_id is_percent",
                        id,
                        0,
                        group,
                        shop.price(),
                        0,
                        0);
            }
        }
    }

    private void gallery(int id) {
        RowWriter rows = shop.rows();
        int mediaGallery =
                shop.attributes().of(ShopContext.PRODUCT, "media_gallery").id();
        for (int i = 0; i < 1 + id % 2; i++) {
            int value = rows.insert(
                    "catalog_product_entity_media_gallery",
                    "attribute_id entity_id value",
                    mediaGallery,
                    id,
                    "/p/r/product-" + id + "_" + i + ".jpg");
            for (int store = 0; store <= id % 3; store++) {
                rows.insert("catalog_product_entity_media_gallery_value", "value_id store_id", value, store);
            }
        }
        if (id % 40 == 0) {
            int gallery = shop.attributes().of(ShopContext.PRODUCT, "gallery").id();
            rows.insert(
                    "catalog_product_entity_gallery",
                    "entity_type_id attribute_id store_id entity_id",
                    ShopContext.PRODUCT,
                    gallery,
                    0,
                    id);
        }
    }

    private void placement(int id) {
        RowWriter rows = shop.rows();
        rows.insert("catalog_product_website", "product_id website_id", id, 1);
        if (id % 3 == 0) {
            rows.insert("catalog_product_website", "product_id website_id", id, 2);
        }
        int category = 3 + id % Math.max(1, shop.size().categories() - 3);
        rows.insert("catalog_category_product", "category_id product_id position", category, id, id % 100);
        rows.insert("catalog_category_product", "category_id product_id position", 2, id, 1);
        for (int store = 1; store <= ShopContext.STORES; store++) {
            rows.insert(
                    "core_url_rewrite",
                    "store_id id_path request_path target_path is_system options category_id product_id",
                    store,
                    "product/" + id,
                    "product-" + id + ".html",
                    "catalog/product/view/id/" + id,
                    1,
                    null,
                    null,
                    id);
        }
        if (id % 25 == 0) {
            rows.insert(
                    "core_url_rewrite",
                    "store_id id_path request_path target_path is_system options category_id product_id",
                    1,
                    "old/" + id,
                    "old-name-" + id + ".html",
                    "product-" + id + ".html",
                    0,
                    "RP",
                    null,
                    null);
        }
    }
}
