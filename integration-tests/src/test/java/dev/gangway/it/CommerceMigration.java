package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.Reset;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.problem.Problems;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.mysql.state.ResetScope;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A small shop of the commerce edition and its way through our own pack. */
record CommerceMigration(
        DatabaseServer server, String source, String target, String user, String password, int chunkRows) {
    /**
     * Two loads of one shop: values get the next id of their table, whatever the order of reading and what a killed transaction
     * took of these; a time that the source does not know becomes that of the load.
     */
    static final ComparisonRules SAME_ROWS = new ComparisonRules(
            Pattern.compile("(?!)"),
            Set.of("core_config_data.updated_at", "customer_visitor.created_at", "flag.flag_data", "flag.last_update"),
            Set.of(
                    "catalog_category_entity_varchar.value_id",
                    "catalog_category_product.entity_id",
                    "catalog_product_entity_decimal.value_id",
                    "catalog_product_entity_media_gallery_value.record_id",
                    "catalog_product_entity_tier_price.value_id",
                    "catalog_product_entity_varchar.value_id",
                    "eav_entity_int.value_id",
                    "inventory_source_item.source_item_id"));

    private static final SampleShop SHOP = SampleShop.ofCommerce(ShopSize.SMALL, 11);
    private static final int CHUNK_ROWS = 1_000;

    static CommerceMigration of(DatabaseServer server, String source, String target) {
        return new CommerceMigration(server, source, target, server.user(), server.password(), CHUNK_ROWS);
    }

    /** The same by another user of the databases. */
    CommerceMigration by(String otherUser, String otherPassword) {
        return new CommerceMigration(server, source, target, otherUser, otherPassword, chunkRows);
    }

    /** The same with so many rows between two checkpoints. */
    CommerceMigration inChunksOf(int rows) {
        return new CommerceMigration(server, source, target, user, password, rows);
    }

    CommerceMigration createSource() {
        ShopDatabases.createSource(server, source, SHOP);
        return this;
    }

    CommerceMigration createTarget() {
        ShopDatabases.createTarget(server, target, SHOP);
        return this;
    }

    void run(Mode mode) {
        run(mode, BulkListener.SILENT);
    }

    void run(Mode mode, BulkListener listener) {
        try (MigrationContext context = MigrationContext.open(config())) {
            new BulkRun(context, CaptureStart.NONE, listener).run(mode);
        }
    }

    List<String> reset(ResetScope scope) {
        Reset reset = Reset.find(config(), scope);
        reset.perform(line -> {});
        return reset.lines(true);
    }

    /** What the configuration file refers to. */
    Map<String, String> variables() {
        return Map.of(
                "SOURCE_ID",
                target.replace('_', '-'),
                "SOURCE_PORT",
                String.valueOf(server.port()),
                "SOURCE_NAME",
                source,
                "TARGET_PORT",
                String.valueOf(server.port()),
                "TARGET_NAME",
                target,
                "COMPATIBILITY",
                "correct",
                "CHUNK_ROWS",
                String.valueOf(chunkRows),
                "USER",
                user,
                "PASSWORD",
                password);
    }

    MigrationConfig config() {
        Path home = Path.of(System.getProperty("gangway.home", ".."));
        var problems = new Problems();
        Optional<MigrationConfig> config =
                MigrationConfig.read(file(), new ConfigEnvironment(variables(), home, Optional.of(home)), problems);
        assertThat(problems.all()).isEmpty();
        return config.orElseThrow();
    }

    static Path file() {
        try {
            return Path.of(Objects.requireNonNull(CommerceMigration.class.getResource("/commerce/config.xml"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Removes the target and the state. */
    void dropTarget() {
        server.execute("DROP DATABASE IF EXISTS `" + target + "`", "DROP DATABASE IF EXISTS `gangway_" + target + "`");
    }

    void dropSource() {
        server.execute("DROP DATABASE IF EXISTS `" + source + "`");
    }
}
