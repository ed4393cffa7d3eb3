package dev.gangway.app.run;

import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Loss;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a merchant would notice first; each loss belongs to one area, by its table. The order is that of the report. */
enum LossArea {
    /** Magento 2 makes these from other rows, so nothing is lost by them. */
    COMPUTED(
            "not a loss: Magento 2 computes it anew",
            ".*(_idx|_tmp|_index|_grid|_cl)|.*(_index_|aggregated|_flat_[0-9]|_flat_store_).*"
                    + "|cataloginventory_stock_status.*|catalogsearch_(fulltext|result)|inventory_stock_[0-9]+"
                    + "|(log|report|reports|reporting)_.*|customer_visitor|.*customer_log"),
    PRICES(
            "prices and taxes",
            ".*price.*|catalog_product_entity_decimal|catalogrule.*|salesrule.*|tax_.*|weee_.*|directory_currency_rate"),
    PRODUCTS(
            "products and categories",
            "catalog_(?!url_rewrite).*|catalog(inventory|search)_.*|downloadable_.*|eav_.*|enterprise_catalog.*"
                    + "|inventory_.*|product_alert.*|rating.*|review.*|search_.*|sequence_product.*|tag.*"),
    CUSTOMERS(
            "customers",
            "customer.*|wishlist.*|newsletter_subscriber|persistent_.*|oauth_.*|enterprise_(customer|reward|invitation).*"
                    + "|magento_(customer|reward|invitation).*"),
    ORDERS(
            "orders and carts",
            "sales.*|quote.*|paypal_.*|vault_.*|gift_message|shipping_.*|enterprise_(rma|giftcard).*|magento_(rma|giftcard).*"),
    URLS("addresses", ".*url_rewrite.*|sitemap|.*_url_key"),
    CONTENT(
            "content and design",
            "cms_.*|widget.*|(core_)?email_template|newsletter_(template|queue.*|problem)|(core_)?variable.*"
                    + "|design_.*|translation|core_translate|layout_.*|checkout_agreement.*|.*banner.*"),
    CONFIGURATION("configuration", "core_.*|store.*|admin_.*|authorization_.*|cron_.*|setup_.*|directory_.*"),
    OTHER("other", ".*");

    /** In reasons of steps that leave out what Magento 2 makes by itself. */
    private static final String BY_MAGENTO = ": Magento 2 computes ";

    private static final Set<String> MOMENTS =
            Set.of("added_at", "created_at", "creation_time", "modified_at", "update_time", "updated_at");

    private final String title;
    private final Pattern tables;

    LossArea(String title, String tables) {
        this.title = title;
        this.tables = Pattern.compile(tables);
    }

    /** The area of a table, by its name without prefix. */
    static LossArea of(String table) {
        for (LossArea area : values()) {
            if (area.tables.matcher(table).matches()) {
                return area;
            }
        }
        return OTHER;
    }

    /** The area of a loss: what Magento 2 computes is none, nor is a moment of change that is not known and so is now. */
    static LossArea of(LossStore.Entry loss) {
        boolean moment = MOMENTS.contains(loss.column()) && loss.reason().equals(Loss.Kind.NULL_REPLACED.name());
        return moment || loss.reason().contains(BY_MAGENTO) ? COMPUTED : of(loss.table());
    }

    /** As the report calls it. */
    String title() {
        return title;
    }

    /** As a person asks for it: {@code products}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isLoss() {
        return this != COMPUTED;
    }
}
