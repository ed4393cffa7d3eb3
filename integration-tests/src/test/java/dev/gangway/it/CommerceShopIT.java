package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.rights.NeededRights;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.ResetScope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Leads a shop of the commerce edition through every step of its pack, in the pack's order, and undoes it, with the rights that
 * init asks for and no others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommerceShopIT {
    private static final String SOURCE = "commerce_m1";
    private static final String TARGET = "commerce_m2";

    private static final String USER = "commerce_it";

    private final DatabaseServer server = Servers.mysql80();
    private final CommerceMigration shop =
            CommerceMigration.of(server, SOURCE, TARGET).by(USER, USER);
    private final Set<String> steps = ConcurrentHashMap.newKeySet();
    private final List<String> findings = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @BeforeAll
    void migrate() {
        shop.createSource().createTarget();
        server.execute(
                "CREATE USER '" + USER + "'@'%' IDENTIFIED BY '" + USER + "'",
                grant(NeededRights.SOURCE, SOURCE),
                grant(NeededRights.TARGET, TARGET),
                grant(NeededRights.STATE, "gangway_" + TARGET));
        shop.run(Mode.SETTINGS, new Recorder());
        shop.run(Mode.DATA, new Recorder());
    }

    private static String grant(List<String> rights, String database) {
        return "GRANT " + String.join(", ", rights) + " ON `" + database.replace("_", "\\_") + "`.* TO '" + USER
                + "'@'%'";
    }

    @AfterAll
    void resetAndDrop() {
        try {
            shop.reset(ResetScope.ALL);
        } finally {
            shop.dropTarget();
            shop.dropSource();
            server.execute("DROP USER '" + USER + "'@'%'");
        }
    }

    private final class Recorder implements BulkListener {

        @Override
        public void stageFinished(StageRef stage, long millis) {
            if (stage.stage().equals("data migration")) {
                steps.add(stage.step());
            }
        }

        @Override
        public void findings(StageRef stage, List<Finding> found) {
            found.stream().filter(Finding::isError).forEach(f -> findings.add(stage.step() + ": " + f.message()));
        }

        @Override
        public void warning(String message) {
            warnings.add(message);
        }
    }

    private String count(String from) {
        return String.valueOf(
                server.query("SELECT COUNT(*) FROM " + from).get(0).get(0));
    }

    @Test
    void runsEveryStepOfThePackWithoutAFinding() {
        assertThat(steps)
                .containsExactlyInAnyOrder(
                        "Settings Step",
                        "Stores Step",
                        "EAV Step",
                        "Custom Customer Attributes Step",
                        "Customer Attributes Step",
                        "Map Step",
                        "Url Rewrite Step",
                        "Log Step",
                        "Ratings Step",
                        "SalesOrder Step",
                        "ConfigurablePrices step",
                        "OrderGrids Step",
                        "Tier Price Step",
                        "SalesIncrement Step",
                        "Inventory Step",
                        "VisualMerchandiser Step",
                        "PostProcessing Step");
        assertThat(findings).isEmpty();
        assertThat(warnings).noneMatch(warning -> warning.contains("not supported"));
    }

    @Test
    void carriesOrdersTheirPointsTheirAttributesAndTheirGrids() {
        assertThat(count(TARGET + ".sales_order")).isEqualTo(count(SOURCE + ".sales_flat_order"));
        assertThat(count(TARGET + ".eav_entity_int"))
                .isEqualTo(String.valueOf(Long.parseLong(
                                count(SOURCE + ".sales_flat_order WHERE reward_points_balance_refunded IS NOT NULL"))
                        + Long.parseLong(
                                count(SOURCE + ".sales_flat_order WHERE reward_salesrule_points IS NOT NULL"))));
        assertThat(count(TARGET + ".magento_customercustomattributes_sales_flat_quote q JOIN " + SOURCE
                        + ".enterprise_customer_sales_flat_quote s ON s.entity_id = q.entity_id"
                        + " AND s.customer_club <=> q.customer_club"))
                .isEqualTo("80");
        assertThat(count(TARGET + ".sales_order_grid")).isEqualTo("72");
        assertThat(count(TARGET + ".magento_sales_order_grid_archive")).isEqualTo("8");
    }

    @Test
    void hangsProductsAndTheirValuesOnRows() {
        assertThat(count(TARGET + ".catalog_product_entity WHERE row_id = entity_id"))
                .isEqualTo("60");
        assertThat(count(TARGET + ".sequence_product")).isEqualTo("60");
        assertThat(count(TARGET + ".catalog_product_entity_varchar v JOIN " + TARGET
                        + ".eav_attribute a USING (attribute_id) WHERE a.attribute_code = 'url_key' AND v.store_id = 0"
                        + " AND v.value = CONCAT('product-', v.row_id)"))
                .isEqualTo("60");
        assertThat(count(TARGET + ".catalog_product_entity_tier_price WHERE row_id = 0"))
                .isEqualTo("0");
    }

    @Test
    void givesProductsCategoriesAndPagesTheirUrls() {
        assertThat(count(TARGET + ".url_rewrite WHERE entity_type = 'product' AND metadata = '' AND store_id = 1"))
                .isEqualTo(count(SOURCE + ".catalog_product_website WHERE website_id = 1"));
        assertThat(count(TARGET + ".url_rewrite WHERE entity_type = 'category'"))
                .isEqualTo("10");
        assertThat(count(TARGET + ".url_rewrite WHERE redirect_type = 301")).isEqualTo("2");
        assertThat(count(TARGET + ".url_rewrite WHERE entity_type = 'cms-page'"))
                .isNotEqualTo("0");
    }

    @Test
    void keepsRulesOfSmartCategoriesAndMetadataOfReturns() {
        assertThat(count(TARGET + ".visual_merchandiser_rule WHERE conditions_serialized LIKE '[{%'"))
                .isEqualTo("10");
        assertThat(count(TARGET + ".catalog_category_entity_varchar v JOIN " + TARGET
                        + ".eav_attribute a USING (attribute_id) WHERE a.attribute_code = 'automatic_sorting'"))
                .isEqualTo("10");
        assertThat(count(TARGET + ".magento_rma_item_eav_attribute WHERE attribute_id = 901"))
                .isEqualTo("1");
    }
}
