package dev.gangway.testkit.shop;

import java.util.List;

/** Websites, stores, configuration, tax, currencies and templates. */
final class StoreSection {
    private static final List<List<String>> CONFIG = List.of(
            List.of("default", "0", "web/unsecure/base_url", "http://old.example/"),
            List.of("default", "0", "web/secure/base_url", "https://old.example/"),
            List.of("default", "0", "web/seo/use_rewrites", "1"),
            List.of("default", "0", "general/locale/code", "en_US"),
            List.of("stores", "2", "general/locale/code", "de_DE"),
            List.of("stores", "3", "general/locale/code", "fr_FR"),
            List.of("default", "0", "currency/options/base", "EUR"),
            List.of("default", "0", "currency/options/allow", "EUR,USD"),
            List.of("default", "0", "catalog/seo/product_url_suffix", ".html"),
            List.of("default", "0", "catalog/seo/category_url_suffix", ".html"),
            List.of("stores", "2", "catalog/seo/product_url_suffix", "html"),
            List.of("default", "0", "design/head/default_robots", "INDEX,FOLLOW"),
            List.of("default", "0", "dev/log/active", "1"),
            List.of("websites", "2", "tax/calculation/price_includes_tax", "1"));

    private final ShopContext shop;

    StoreSection(ShopContext shop) {
        this.shop = shop;
    }

    void write() {
        RowWriter rows = shop.rows();
        stores(rows);
        CONFIG.forEach(c ->
                rows.insert("core_config_data", "scope scope_id path value", c.get(0), c.get(1), c.get(2), c.get(3)));
        for (int i = 1; i <= 6; i++) {
            int variable = rows.insert("core_variable", "code name", "variable_" + i, "Variable " + i);
            rows.insert("core_variable_value", "variable_id store_id", variable, i % 4);
            rows.insert(
                    "core_email_template",
                    "template_code template_text template_subject",
                    "Letter " + i,
                    "{{block type=\"core/template\" area=\"frontend\" template=\"email/order/items.phtml\"}} "
                            + shop.words().phrase(60, "utf8"),
                    "Your order");
        }
        for (String currency : List.of("USD", "GBP", "SEK")) {
            rows.insert("directory_currency_rate", "currency_from currency_to rate", "EUR", currency, "1.084200000001");
        }
        tax(rows);
        agreementsAndRates(rows);
    }

    private static void stores(RowWriter rows) {
        website(rows, 0, "admin", "Admin", 0);
        website(rows, 1, "base", "Main Website", 1);
        website(rows, 2, "outlet", "Outlet", 2);
        group(rows, 0, 0, "Default", 0, 0);
        group(rows, 1, 1, "Main Website Store", 2, 1);
        group(rows, 2, 2, "Outlet Store", 2, 3);
        store(rows, 0, "admin", 0, 0, "Admin");
        store(rows, 1, "default", 1, 1, "English");
        store(rows, 2, "german", 1, 1, "Deutsch");
        store(rows, 3, "french", 2, 2, "Français");
    }

    private static void website(RowWriter rows, int id, String code, String name, int group) {
        rows.insert(
                "core_website",
                "website_id code name sort_order default_group_id is_default",
                id,
                code,
                name,
                0,
                group,
                id == 1 ? 1 : 0);
    }

    private static void group(RowWriter rows, int id, int website, String name, int root, int store) {
        rows.insert(
                "core_store_group",
                "group_id website_id name root_category_id default_store_id",
                id,
                website,
                name,
                root,
                store);
    }

    private static void store(RowWriter rows, int id, String code, int website, int group, String name) {
        rows.insert(
                "core_store",
                "store_id code website_id group_id name sort_order is_active",
                id,
                code,
                website,
                group,
                name,
                id,
                1);
    }

    private void tax(RowWriter rows) {
        for (int i = 1; i <= 4; i++) {
            rows.insert("tax_class", "class_name class_type", "Class " + i, i < 3 ? "PRODUCT" : "CUSTOMER");
        }
        for (int i = 1; i <= 5; i++) {
            rows.insert("tax_calculation_rate", "tax_country_id code rate", "DE", "DE-" + i, i + ".2500");
            rows.insert("tax_calculation_rate_title", "tax_calculation_rate_id store_id", i, i % 4);
        }
        for (int i = 1; i <= 3; i++) {
            rows.insert("tax_calculation_rule", "code", "Rule " + i);
            rows.insert(
                    "tax_calculation",
                    "tax_calculation_rate_id tax_calculation_rule_id customer_tax_class_id product_tax_class_id",
                    i,
                    i,
                    3,
                    1);
        }
        List<String> groups = List.of("NOT LOGGED IN", "General", "Wholesale", "Retailer");
        for (int i = 0; i < groups.size(); i++) {
            rows.insert("customer_group", "customer_group_id customer_group_code tax_class_id", i, groups.get(i), 3);
        }
    }

    private static void agreementsAndRates(RowWriter rows) {
        for (int i = 1; i <= 3; i++) {
            int agreement = rows.insert("checkout_agreement", "name", "Terms " + i);
            rows.insert("checkout_agreement_store", "agreement_id store_id", agreement, i);
            rows.insert(
                    "shipping_tablerate",
                    "website_id dest_country_id dest_region_id dest_zip condition_name condition_value",
                    1,
                    "DE",
                    0,
                    "*",
                    "package_weight",
                    i + ".0000");
        }
    }
}
