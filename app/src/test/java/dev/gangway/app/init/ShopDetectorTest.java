package dev.gangway.app.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.shopfiles.Found;
import dev.gangway.app.shopfiles.ShopFiles;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.inspect.InstalledModules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopDetectorTest {
    private static final InstalledModules NONE = new InstalledModules(Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catalogrule: | Magento Open Source before 1.6.1.0 (likely)",
                "catalogrule:sub_is_enable, cataloginventory_stock_item: | Magento Open Source 1.6.1.0 or later, before 1.7.0.0 (likely)",
                "cataloginventory_stock_item:is_decimal_divided, sales_flat_quote_address:vat_id, rating_option_vote:remote_ip_long=bigint(20) | Magento Open Source 1.7.0.0 or later, before 1.9.2.0 (sure)",
                "sales_flat_invoice:discount_description, rating_option_vote:remote_ip_long=varbinary(16), customer_flowpassword: | Magento Open Source 1.9.3.0 or later (sure)",
                "catalogrule:, customer_flowpassword: | Magento Open Source 1.9.3.0 or later (a guess)",
                "enterprise_customerbalance:, enterprise_url_rewrite:, sales_flat_invoice:discount_description | Magento Commerce 1.13.0.0 or later (likely)",
                "cms_page: | Magento Open Source of unknown release (a guess)"
            })
    void tellsTheReleasesOfASource(String tables, String text) {
        assertThat(InitText.releases(ShopDetector.magento1(schema(tables), NONE, "")))
                .isEqualTo(text);
    }

    @Test
    void believesInMissingTablesOnlyOfAWholeShop() {
        List<Table> many = new ArrayList<>(List.of(table("core_resource", "")));
        for (int i = 0; i < 250; i++) {
            many.add(table("t" + i, ""));
        }

        Shop whole = ShopDetector.magento1(new Schema(many), NONE, "");

        assertThat(whole.releases().before()).hasValue(Release.of("1.9.3.0"));
        assertThat(ShopDetector.magento1(schema("core_resource:, t1:"), NONE, "")
                        .releases()
                        .before())
                .isEmpty();
    }

    @Test
    void takesTheShopsOwnListOfModulesIntoAccount() {
        Schema since193 = schema("sales_flat_invoice:discount_description, customer_flowpassword:");
        Schema before192 = schema("sales_flat_invoice:discount_description, rating_option_vote:remote_ip_long=bigint");

        assertThat(InitText.releases(ShopDetector.magento1(since193, admin("1.6.1.3"), "")))
                .isEqualTo("Magento Open Source 1.9.4.3 or later (likely)");
        assertThat(InitText.releases(ShopDetector.magento1(since193, admin("1.6.1.2"), "")))
                .isEqualTo("Magento Open Source 1.9.3.0 or later, before 1.9.4.5 (sure)");
        assertThat(InitText.releases(ShopDetector.magento1(before192, admin("1.6.1.3"), "")))
                .as("a security patch brought it")
                .isEqualTo("Magento Open Source 1.8.0.0 or later, before 1.9.2.0 (likely)");
    }

    @Test
    void believesTheProgramWhereTheTablesDoNotContradict() {
        Shop shop = ShopDetector.magento1(
                schema("sales_flat_invoice:discount_description, customer_flowpassword:"), NONE, "");

        Shop told = ShopDetector.withProgram(shop, program("1.9.3.10", false));
        Shop wrong = ShopDetector.withProgram(shop, program("1.7.0.2", false));

        assertThat(InitText.releases(told)).isEqualTo("Magento Open Source 1.9.3.10 (sure)");
        assertThat(told.releases().evidence()).contains("app/Mage.php:170 says 1.9.3.10");
        assertThat(InitText.releases(wrong)).isEqualTo("Magento Open Source 1.9.3.0 or later (a guess)");
        assertThat(wrong.releases().evidence())
                .contains("app/Mage.php:170 says 1.7.0.2, but the tables do not fit that");
    }

    @Test
    void letsAPersonKnowBetterThanWhatAPatchMayHaveBrought() {
        ReleaseRange range = ShopDetector.magento1(
                        schema("sales_flat_invoice:discount_description, customer_flowpassword:"), admin("1.6.1.3"), "")
                .releases();

        assertThat(range.includes(Release.of("1.9.3.2"))).isFalse();
        assertThat(range.allows(Release.of("1.9.3.2"))).isTrue();
        assertThat(range.allows(Release.of("1.9.2.4"))).isFalse();
    }

    @Test
    void tellsWhenTheProgramIsOfAnotherEdition() {
        Shop shop = ShopDetector.magento1(schema("customer_flowpassword:"), NONE, "");

        assertThat(ShopDetector.withProgram(shop, program("1.9.4.5", true))
                        .releases()
                        .evidence())
                .contains("app/Mage.php:170 says Magento Commerce, but the tables do not fit that");
    }

    private static ShopFiles program(String release, boolean commerce) {
        return new ShopFiles(
                "app/etc/local.xml:9",
                Map.of(),
                Optional.of(new Found(release, "app/Mage.php:170", true)),
                Optional.of(commerce));
    }

    private static InstalledModules admin(String version) {
        return new InstalledModules(Map.of("admin_setup", version));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "patch_list:, login_as_customer:, jwt_auth_revoked:, admin_adobe_ims_webapi: | - | Magento Open Source 2.4.5 or later (sure)",
                "patch_list: | - | Magento Open Source 2.3.0 or later (likely)",
                "patch_list:, staging_update: | 2.4.6-p2 | Magento Commerce 2.4.6 (sure)",
                "sales_shipment_comment:user_type | - | Magento Open Source 2.4.8 or later (likely)",
                "catalog_product_entity:row_id | - | Magento Commerce of unknown release (a guess)"
            })
    void tellsTheReleasesOfATarget(String tables, @Nullable String lastSeen, String text) {
        assertThat(InitText.releases(ShopDetector.magento2(schema(tables), Optional.ofNullable(lastSeen), "")))
                .isEqualTo(text);
    }

    private static Schema schema(String tables) {
        return new Schema(Arrays.stream(tables.split(", ", -1))
                .map(text -> text.split(":", -1))
                .map(parts -> table(parts[0], parts[1]))
                .toList());
    }

    private static Table table(String name, String column) {
        String[] parts = column.split("=", -1);
        List<Column> columns = column.isEmpty()
                ? List.of()
                : List.of(new Column(parts[0], parts.length > 1 ? parts[1] : "int", true, null, false, false, null));
        return new Table(name, columns, List.of(), List.of(), List.of(), "InnoDB", false, 0);
    }
}
