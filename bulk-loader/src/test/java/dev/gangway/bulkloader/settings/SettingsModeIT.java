package dev.gangway.bulkloader.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.DerivationContract;
import dev.gangway.bulkloader.StepFixture;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.testkit.shop.ShopSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the settings mode: configuration values, then stores. */
class SettingsModeIT {
    private static final String RULES = "<settings><key><ignore><path>dev/*</path></ignore>"
            + "<rename><path>old/a/b</path><to>new/a/b</to></rename></key><value>%s</value></settings>";
    private static final String ENCRYPT =
            "<transform><path>old/a/b</path><handler class=\"\\Migration\\Handler\\Encrypt\"/></transform>";
    private static final String SUFFIX =
            "<transform><path>old/a/b</path><handler class=\"\\Migration\\Handler\\Settings\\UrlSuffix\"/></transform>";
    private static final String VALUES =
            "SELECT config_id, scope, scope_id, path, value FROM ~core_config_data ORDER BY 1";

    private static final String SHADOW = "shadow:core_config_data";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder).prefixed("m1_", "m2_").mode(Mode.SETTINGS);
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    private StepFixture settings(String transform) throws IOException {
        return shop.step("Settings", "Integrity", "Data", "")
                .file("settings_map_file", RULES.formatted(transform))
                .sourceTables(ShopSchema.magento1(), "core_config_data")
                .targetTables(ShopSchema.magento2(), "core_config_data")
                .source("INSERT INTO ~core_config_data (config_id, scope, scope_id, path, value) VALUES"
                        + " (3, 'default', 0, 'web/a/b', NULL), (5, 'stores', 77, 'web/a/c', 'of a store that is gone'),"
                        + " (7, 'default', 0, 'dev/log/active', '1'), (9, 'default', 0, 'old/a/b', 'html')")
                .target("INSERT INTO ~core_config_data (config_id, scope, scope_id, path, value) VALUES"
                        + " (10, 'default', 0, 'web/a/b', 'of the target'), (20, 'default', 0, 'only/m2/x', 'stays')");
    }

    @Test
    void sourceOverridesWithNullTooAndValuesOfTheTargetStay() throws IOException {
        settings(SUFFIX).run();

        assertThat(shop.rows(VALUES))
                .containsExactly(
                        "1|default|0|web/a/b|-",
                        "2|default|0|only/m2/x|stays",
                        "3|stores|77|web/a/c|of a store that is gone",
                        "4|default|0|new/a/b|.html");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~core_config_data WHERE updated_at < NOW() - INTERVAL 1 HOUR"))
                .containsExactly("0");
    }

    @Test
    void settingsOfStoresThatDoNotExistStayBehindAndAreListed() throws IOException {
        settings(SUFFIX)
                .sourceTables(ShopSchema.magento1(), "core_store", "core_website")
                .targetTables(ShopSchema.magento2(), "store", "store_website")
                .source(
                        "INSERT INTO ~core_store (store_id, code) VALUES (0, 'admin'), (9, 'de')",
                        "INSERT INTO ~core_website (website_id, code) VALUES (0, 'admin')",
                        "INSERT INTO ~core_config_data (config_id, scope, scope_id, path, value) VALUES"
                                + " (11, 'stores', 9, 'web/a/c', 'of a store'), (12, 'STORES', 9, 'web/a/d ', 'not read'),"
                                + " (13, 'DEFAULT', 0, 'Only/m2/x ', 'ours'), (14, 'websites', 4, 'web/a/c', 'of a website that is gone')")
                .run();

        assertThat(shop.rows(VALUES))
                .containsExactly(
                        "1|default|0|web/a/b|-",
                        "2|default|0|only/m2/x|ours",
                        "3|default|0|new/a/b|.html",
                        "4|stores|9|web/a/c|of a store",
                        "5|STORES|9|web/a/d |not read");
        assertThat(shop.rows("SELECT reason, row_key FROM " + shop.state().table("loss_key")
                        + " WHERE reason <> 'NULL_REPLACED' ORDER BY row_key"))
                .containsExactly(
                        "Magento does not read a setting whose scope or path is spelled like this|config_id=12",
                        "scope or path is spelled as the row has it that sets the same|config_id=13",
                        "row left out: the website does not exist|config_id=14",
                        "row left out: the store does not exist|config_id=5");
    }

    @Test
    void strictModeTakesSettingsOfAnyScopeAndDoesNotStopAtTheKeyEither() throws IOException {
        settings(SUFFIX)
                .strict()
                .sourceTables(ShopSchema.magento1(), "core_store", "core_website")
                .source("INSERT INTO ~core_config_data (config_id, scope, scope_id, path, value) VALUES"
                        + " (13, 'DEFAULT', 0, 'Only/m2/x ', 'ours')")
                .run();

        assertThat(shop.rows(VALUES))
                .contains("2|default|0|only/m2/x|ours", "3|stores|77|web/a/c|of a store that is gone");
    }

    @Test
    void targetWithoutTimesOfChangeIsFilledToo() throws IOException {
        settings(SUFFIX).target("ALTER TABLE ~core_config_data DROP updated_at").run();

        assertThat(shop.rows(VALUES)).hasSize(4);
    }

    @Test
    void programsOfMagento1StayBehindAndAreListedByPathUnlessStrict() throws IOException {
        settings(SUFFIX)
                .source("INSERT INTO ~core_config_data (config_id, scope, scope_id, path, value) VALUES"
                        + " (11, 'default', 0, 'crontab/jobs/vendor_feed/run/model', 'vendor/feed::run'),"
                        + " (12, 'stores', 1, 'payment/vendor/model', 'vendor/payment')")
                .run();

        assertThat(shop.rows("SELECT COUNT(*) FROM ~core_config_data WHERE value LIKE 'vendor/%'"))
                .containsExactly("0");
        assertThat(new LossStore(shop.state())
                        .list(9).stream()
                                .filter(loss -> loss.entry().column().equals("value"))
                                .map(loss -> loss.entry().reason() + " " + loss.keys()))
                .containsExactlyInAnyOrder(
                        "a cron job of Magento 1 was left behind"
                                + " [path=crontab/jobs/vendor_feed/run/model, scope=default, scope_id=0]",
                        "a setting that names a class of Magento 1 was left behind"
                                + " [path=payment/vendor/model, scope=stores, scope_id=1]");
    }

    @Test
    void strictCopiesProgramsOfMagento1() throws IOException {
        settings(SUFFIX)
                .source("INSERT INTO ~core_config_data (config_id, scope, scope_id, path, value) VALUES"
                        + " (12, 'stores', 1, 'payment/vendor/model', 'vendor/payment')")
                .strict()
                .run();

        assertThat(shop.rows("SELECT COUNT(*) FROM ~core_config_data WHERE value LIKE 'vendor/%'"))
                .containsExactly("1");
    }

    @Test
    void changesOfTheSourceGiveWhatAFreshLoadGivesAndLeaveAloneWhatSomebodyElseChanged() throws Exception {
        settings(SUFFIX)
                .sourceTables(ShopSchema.magento1(), "core_store", "core_website")
                .targetTables(ShopSchema.magento2(), "store", "store_website")
                .source("INSERT INTO ~core_store (store_id, code) VALUES (0, 'admin'), (77, 'de')")
                .run();

        try (DerivationContract contract = shop.contract()) {
            contract.change(
                    SHADOW,
                    "TRUE",
                    "INSERT INTO {" + SHADOW + "} (config_id, scope, scope_id, path, value) VALUES"
                            + " (1, 'default', 0, 'first/in/m1', 'new'), (11, 'default', 0, 'only/m2/x', 'ours')",
                    "UPDATE {" + SHADOW + "} SET value = 'htm' WHERE config_id = 9",
                    "DELETE FROM {" + SHADOW + "} WHERE config_id = 3");
            contract.holds("rows came, changed and went");
            assertThat(shop.rows(VALUES))
                    .containsExactly(
                            "1|default|0|web/a/b|of the target",
                            "2|default|0|only/m2/x|ours",
                            "3|default|0|first/in/m1|new",
                            "4|stores|77|web/a/c|of a store that is gone",
                            "5|default|0|new/a/b|.htm");

            shop.target(
                    "UPDATE ~core_config_data SET value = 'theirs' WHERE path = 'only/m2/x'",
                    "INSERT INTO ~core_config_data (scope, scope_id, path, value) VALUES ('default', 0, 'their/own/row', '1')",
                    "DELETE FROM ~core_config_data WHERE path = 'first/in/m1'");
            contract.change(
                    SHADOW,
                    "TRUE",
                    "INSERT INTO {" + SHADOW + "} (config_id, scope, scope_id, path, value) VALUES"
                            + " (12, 'default', 0, 'last/in/m1', 'new')");
            contract.change("shadow:core_store", "TRUE", "DELETE FROM {shadow:core_store} WHERE store_id = 77");
            contract.holds("a row came and a store went");
        }

        assertThat(shop.rows(VALUES))
                .containsExactly(
                        "1|default|0|web/a/b|of the target",
                        "2|default|0|only/m2/x|theirs",
                        "4|default|0|new/a/b|.htm",
                        "5|default|0|last/in/m1|new",
                        "21|default|0|their/own/row|1");
        assertThat(shop.losses()).contains("core_config_data row left out: the store does not exist 1 [config_id=5]");
    }

    @Test
    void failingHandlerLeavesTheTargetAsItWas() throws IOException {
        settings(ENCRYPT);

        assertThatThrownBy(shop::run).hasMessageContaining("crypt_key");

        assertThat(shop.rows(VALUES))
                .containsExactly("10|default|0|web/a/b|of the target", "20|default|0|only/m2/x|stays");
    }

    @Test
    void missingTablesAreNamedWithTheirSide() throws IOException {
        settings(SUFFIX).source("DROP TABLE ~core_config_data").target("DROP TABLE ~core_config_data");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Source documents are missing: core_config_data")
                .hasMessageContaining("Destination documents are missing: core_config_data");
    }

    private StepFixture stores() {
        return shop.step("Stores")
                .option("stores_map_file", "etc/parts/map-stores.xml")
                .sourceTables(ShopSchema.magento1(), "core_store", "core_store_group", "core_website")
                .targetTables(ShopSchema.magento2(), "store", "store_group", "store_website")
                .source(
                        "INSERT INTO ~core_website (website_id, code, name, default_group_id) VALUES (0, 'admin', 'Admin', 0), (4, 'de', 'Germany', 6)",
                        "INSERT INTO ~core_store_group (group_id, website_id, name, default_store_id) VALUES (0, 0, 'Default', 0), (6, 4, 'German Shop', 9)",
                        "INSERT INTO ~core_store (store_id, code, website_id, group_id, name) VALUES (0, 'admin', 0, 0, 'Admin'), (9, 'de', 4, 6, 'German')")
                .target(
                        "INSERT INTO ~store_website (website_id, code) VALUES (0, 'admin'), (1, 'base')",
                        "INSERT INTO ~store (store_id, code) VALUES (0, 'admin'), (1, 'default')");
    }

    @Test
    void storesKeepTheirIdsAndReplaceTheTargets() {
        stores().run();

        assertThat(shop.rows("SELECT store_id, code, website_id, group_id FROM ~store ORDER BY 1"))
                .containsExactly("0|admin|0|0", "9|de|4|6");
        assertThat(shop.rows("SELECT group_id, website_id, code FROM ~store_group ORDER BY 1"))
                .containsExactly("0|0|default", "6|4|german_shop");
        assertThat(shop.rows("SELECT website_id, code, default_group_id FROM ~store_website ORDER BY 1"))
                .containsExactly("0|admin|0", "4|de|6");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void storesThatTheTargetLostAreAWarningOnly() {
        stores().afterData(() -> shop.target("DELETE FROM ~store WHERE store_id = 9"))
                .run();

        assertThat(shop.findings())
                .containsExactly("Mismatch of entities in the document: store Source: 2 Destination: 1");
        assertThat(shop.warnings()).singleElement().asString().contains("Stores Step");
    }

    @Test
    void storesThatTheSourceGetsMeanwhileAreNoMismatch() {
        stores().afterData(() -> shop.source("INSERT INTO ~core_store (store_id, code) VALUES (10, 'at')"))
                .run();

        assertThat(shop.findings()).isEmpty();
    }
}
