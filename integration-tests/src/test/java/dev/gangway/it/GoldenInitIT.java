package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the init command writes for the reference shop, together with the overlay that the integrity command proposes, gives
 * the reference target: nobody has to write a rule.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenInitIT {
    private final DatabaseServer sourceServer = Servers.mysql57();
    private final DatabaseServer targetServer = Servers.mysql80();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void leadsTheReferenceShopToTheReferenceTarget() throws Exception {
        // Given
        String source = Golden.sharedSource(sourceServer, "m1-sample", "");
        String target = Golden.target(targetServer, "m2-empty");
        var migration = new GoldenInit(folder);

        // When
        migration.init(sourceServer, source, targetServer, target);
        String seen = migration.printed();
        migration.propose();
        migration.use("<compatibility>strict</compatibility>");

        // Then
        assertThat(seen)
                .contains(
                        "Magento Open Source 1.9.4.3 or later (likely)",
                        "equal rules for the tables that are there: 1.9.4.3 and 1.9.4.4",
                        "Magento Open Source 2.4.5 or later (sure)",
                        "vendor_legacy_latin1 (latin1) is not in utf8");
        assertThat(migration.printed())
                .contains("vendor_blog 1.2.3", "vendor_blog_post (30 rows)", "sales_flat_order.vendor_erp_id");
        assertThat(migration.told()).contains("and the integrity check passes");
        assertThat(migration.read().options().text(OptionName.EDITION_NUMBER)).hasValue("1.9.4.5");
        migration.migrate();
        try (Connection expected = targetServer.connect(Golden.reference(targetServer, "golden-data"));
                Connection actual = targetServer.connect(target)) {
            assertThat(new DatabaseComparer(ComparisonRules.migratedShops()).compare(expected, actual))
                    .isEmpty();
        }
        MigrationContext.reset(migration.read());
        targetServer.execute("DROP DATABASE `" + target + "`");
    }
}
