package dev.gangway.app.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.mysql.inspect.InstalledModules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionGuessTest {
    private final ExtensionGuess guess = new ExtensionGuess(List.of(
            new InstalledModules(Map.of(
                    "catalog_setup",
                    "1.6.0.0.19",
                    "acme_setup",
                    "0.1",
                    "acme_blog_setup",
                    "1.2.3",
                    "zed_pay_setup",
                    "")),
            new InstalledModules(Map.of("Magento_Catalog", "2.4", "Bolt_Boltpay", "2.27.0"))));

    @ParameterizedTest
    @CsvSource({
        "acme_blog_post, acme_blog 1.2.3",
        "acme_blog/source_posts, acme_blog 1.2.3",
        "acme_shop, acme 0.1",
        "zed_points, zed (vendor of an installed module)",
        "bolt_boltpay_order, bolt_boltpay 2.27.0",
        "amasty_label, Amasty",
        "somebody_table, somebody_*",
        "catalog_product_thing, unknown",
        "single, unknown"
    })
    void namesTheExtensionOfATable(String table, String extension) {
        assertThat(guess.of(table)).isEqualTo(extension);
    }

    @ParameterizedTest
    @CsvSource({
        "acme_blog_id, sales_flat_order, acme_blog 1.2.3",
        "aw_points, sales_flat_order, aheadWorks",
        "base_points, sales_flat_order, unknown",
        "customer_id, acme_blog_post, acme_blog 1.2.3"
    })
    void namesTheExtensionOfAColumnByItsOwnNameFirst(String column, String table, String extension) {
        assertThat(guess.of(column, table)).isEqualTo(extension);
    }
}
