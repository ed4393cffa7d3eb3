package dev.gangway.testkit.shop;

import java.util.List;

/** The rows of a fresh Magento 2 that matter before a migration. */
final class TargetSection {
    private final ShopContext shop;

    TargetSection(ShopContext shop) {
        this.shop = shop;
    }

    void write() {
        RowWriter rows = shop.rows();
        List<String> codes = List.of("admin", "base");
        for (int i = 0; i < codes.size(); i++) {
            rows.insert(
                    "store_website",
                    "website_id code name default_group_id is_default",
                    i,
                    codes.get(i),
                    codes.get(i),
                    i,
                    i);
            rows.insert(
                    "store_group",
                    "group_id website_id name code default_store_id",
                    i,
                    i,
                    codes.get(i),
                    codes.get(i),
                    i);
            rows.insert(
                    "store",
                    "store_id code website_id group_id name is_active",
                    i,
                    i == 0 ? "admin" : "default",
                    i,
                    i,
                    codes.get(i),
                    1);
        }
        new EavSection(shop, true).write();
        config(0, "web/seo/use_rewrites", "1");
        config(0, "catalog/seo/product_url_suffix", ".htm");
        config(0, "design/theme/theme_id", "3");
        for (int i = 1; i <= 3; i++) {
            rows.insert(
                    "theme",
                    "theme_id parent_id theme_path theme_title area type code",
                    i,
                    null,
                    "Magento/theme" + i,
                    "Theme " + i,
                    "frontend",
                    0,
                    "Magento/theme" + i);
        }
        rows.insert(
                "inventory_source", "source_code name country_id postcode", "default", "Default Source", "US", "00000");
        rows.insert("inventory_stock", "stock_id name", 1, "Default Stock");
    }

    private void config(int scope, String path, String value) {
        shop.rows().insert("core_config_data", "scope scope_id path value", "default", scope, path, value);
    }
}
