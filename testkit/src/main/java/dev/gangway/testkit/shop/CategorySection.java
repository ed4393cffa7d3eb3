package dev.gangway.testkit.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The category tree with its EAV values. */
final class CategorySection {
    private static final List<String> LAYOUTS = List.of("one_column", "two_columns_left", "two_columns_right", "empty");

    private final ShopContext shop;
    private final EavValues values;

    CategorySection(ShopContext shop) {
        this.shop = shop;
        this.values = new EavValues(shop, "catalog_category_entity", ShopContext.CATEGORY);
    }

    void write() {
        category(1, 0, "1", 0);
        category(2, 1, "1/2", 1);
        for (int id = 3; id <= shop.size().categories(); id++) {
            int parent = id < 10 ? 2 : 3 + (id - 10) / 6;
            String path = parent == 2 ? "1/2/" + id : "1/2/" + parent + "/" + id;
            category(id, parent, path, path.split("/").length - 1);
            rewrite(id);
        }
    }

    private void category(int id, int parent, String path, int level) {
        shop.rows()
                .insert(
                        "catalog_category_entity",
                        "entity_id entity_type_id attribute_set_id parent_id created_at path position level children_count",
                        id,
                        ShopContext.CATEGORY,
                        ShopContext.CATEGORY,
                        parent,
                        shop.filler().dateTime(),
                        path,
                        id,
                        level,
                        0);
        values.write(id, (attribute, store) -> value(id, attribute));
    }

    private @Nullable Object value(int id, Attributes.Attribute attribute) {
        return switch (attribute.code()) {
            case "name" -> shop.words().name() + " " + id;
            case "url_key" -> "category-" + id;
            case "url_path" -> "category-" + id + ".html";
            case "page_layout" -> LAYOUTS.get(shop.random().nextInt(LAYOUTS.size()));
            case "custom_design" -> "default/modern";
            case "display_mode" -> "PRODUCTS";
            default -> values.invented(attribute);
        };
    }

    private void rewrite(int id) {
        for (int store = 1; store <= ShopContext.STORES; store++) {
            shop.rows()
                    .insert(
                            "core_url_rewrite",
                            "store_id id_path request_path target_path is_system options category_id product_id",
                            store,
                            "category/" + id,
                            "category-" + id + ".html",
                            "catalog/category/view/id/" + id,
                            1,
                            null,
                            id,
                            null);
        }
    }
}
