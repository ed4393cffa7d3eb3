package dev.gangway.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.mysql.state.LossStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossAreaTest {

    @ParameterizedTest
    @CsvSource({
        "catalog_product_entity_varchar,PRODUCTS",
        "eav_attribute,PRODUCTS",
        "cataloginventory_stock_item,PRODUCTS",
        "catalog_product_entity_decimal,PRICES",
        "catalog_product_entity_tier_price,PRICES",
        "salesrule,PRICES",
        "customer_entity,CUSTOMERS",
        "newsletter_subscriber,CUSTOMERS",
        "sales_flat_order_payment,ORDERS",
        "quote,ORDERS",
        "cms_page,CONTENT",
        "design_change,CONTENT",
        "core_email_template,CONTENT",
        "core_url_rewrite,URLS",
        "catalog_url_rewrite_product_category,URLS",
        "core_config_data,CONFIGURATION",
        "vendor_blog_post,OTHER",
        "sales_order_grid,COMPUTED",
        "catalog_product_index_price,COMPUTED",
        "sales_bestsellers_aggregated_daily,COMPUTED",
        "cataloginventory_stock_status,COMPUTED",
        "customer_visitor,COMPUTED",
    })
    void tellsWhatAMerchantWouldNotice(String table, LossArea area) {
        assertThat(LossArea.of(table)).isEqualTo(area);
        assertThat(area.isLoss()).isEqualTo(area != LossArea.COMPUTED);
    }

    @ParameterizedTest
    @CsvSource({
        "catalog_product_entity_varchar,'',row left out: Magento 2 computes url_path of products,COMPUTED",
        "catalog_product_entity_varchar,'',row left out: the target has no such attribute: msrp_enabled,PRODUCTS",
        "core_config_data,updated_at,NULL_REPLACED,COMPUTED",
        "core_config_data,value,NULL_REPLACED,CONFIGURATION",
    })
    void tellsWhatIsNoLossByTheReason(String table, String column, String reason, LossArea area) {
        assertThat(LossArea.of(new LossStore.Entry(table, column, reason, 1))).isEqualTo(area);
    }
}
