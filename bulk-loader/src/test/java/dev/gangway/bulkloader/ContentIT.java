package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages, design and payments by rules that copy them as they are: by default nothing of Magento 1's themes arrives. */
class ContentIT {
    private static final String RULES = """
            <map>
                <source>
                    <document_rules>
                        <rename><document>sales_flat_order_payment</document><to>sales_order_payment</to></rename>
                    </document_rules>
                    <field_rules>
                        <move><field>cms_page.root_template</field><to>cms_page.page_layout</to></move>
                        <transform><field>cms_page.content</field><handler class="\\Migration\\Handler\\Placeholder"/></transform>
                    </field_rules>
                </source>
                <destination/>
            </map>
            """;
    private static final String DESIGN = "CREATE TABLE ~design_change (design_change_id INT PRIMARY KEY, store_id INT,"
            + " design VARCHAR(255), date_from DATE, date_to DATE)";
    private static final String PAYMENT =
            "CREATE TABLE ~%s (entity_id INT PRIMARY KEY, additional_data TEXT, additional_information TEXT)";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .auto()
                .step("Map", "Integrity", "Data", "Volume")
                .map(RULES)
                .sourceTables(ShopSchema.magento1(), "cms_page")
                .targetTables(ShopSchema.magento2(), "cms_page")
                .source(
                        DESIGN,
                        PAYMENT.formatted("sales_flat_order_payment"),
                        "INSERT INTO ~cms_page (page_id, title, identifier, content, custom_theme, custom_root_template,"
                                + " layout_update_xml) VALUES (1, 'About', 'about-us', '{{block type=\"vendor/map\"}}"
                                + "{{block type=\"cms/block\" block_id=\"a\"}}<a href=\"{{store url=\"\"}}contacts/\">',"
                                + " 'rwd/default', 'two_columns_left', '<reference name=\"left\"/>'),"
                                + " (2, 'Plain', 'plain', 'text', NULL, NULL, '<!-- nothing -->')",
                        "INSERT INTO ~design_change VALUES (1, 3, 'rwd/christmas', '2026-11-01', '2026-12-31'),"
                                + " (2, 3, '4', NULL, NULL)",
                        "INSERT INTO ~sales_flat_order_payment VALUES"
                                + " (1, 'a:1:{s:10:\"payable_to\";s:2:\"Me\";}', 'a:0:{}'), (2, 'PO 4711', NULL)")
                .target(DESIGN, PAYMENT.formatted("sales_order_payment"));
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void leavesThemesAndLayoutsBehindAndListsThemByPage() {
        shop.run();

        assertThat(shop.rows("SELECT identifier, custom_theme, custom_root_template FROM ~cms_page ORDER BY 1"))
                .containsExactly("about-us|-|2columns-left", "plain|-|-");
        assertThat(shop.rows("SELECT design_change_id, design, date_from FROM ~design_change ORDER BY 1"))
                .containsExactly("1|-|2026-11-01", "2|4|-");
        assertThat(losses())
                .contains(
                        "cms_page.custom_theme: a theme of Magento 1 was left behind [page_id=1, identifier=about-us]",
                        "cms_page.layout_update_xml: a layout update of Magento 1 was left behind"
                                + " [page_id=1, identifier=about-us]",
                        "cms_page.content: a block of type vendor/map shows nothing: Magento 2 has no counterpart"
                                + " [page_id=1, identifier=about-us]",
                        "design_change.design: a theme of Magento 1 was left behind [design_change_id=1]");
    }

    @Test
    void showsContentAndPaymentsAsMagento2ReadsThem() {
        shop.run();

        assertThat(shop.rows("SELECT content FROM ~cms_page WHERE page_id = 1"))
                .containsExactly("{{block type=\"vendor/map\"}}{{block class=\"Magento\\\\Cms\\\\Block\\\\Block\""
                        + " block_id=\"a\"}}<a href=\"{{store url=\"\"}}contact/\">");
        assertThat(shop.rows("SELECT * FROM ~sales_order_payment ORDER BY 1"))
                .containsExactly("1|{\"payable_to\":\"Me\"}|[]", "2|PO 4711|-");
    }

    @Test
    void strictCopiesWhatTheRulesSay() {
        shop.strict().run();

        assertThat(shop.rows("SELECT custom_theme, custom_root_template FROM ~cms_page WHERE page_id = 1"))
                .containsExactly("rwd/default|two_columns_left");
        assertThat(shop.rows("SELECT design FROM ~design_change ORDER BY design"))
                .containsExactly("4", "rwd/christmas");
        assertThat(losses()).isEmpty();
    }

    private List<String> losses() {
        return new LossStore(shop.state())
                .list(20).stream()
                        .filter(loss -> !loss.entry().column().endsWith("_time"))
                        .map(loss -> loss.entry().table() + "." + loss.entry().column() + ": "
                                + loss.entry().reason() + " " + loss.keys())
                        .toList();
    }
}
