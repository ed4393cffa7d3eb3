package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.TableDifference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The reference shop by other rule files, from and to other servers and with prefixes: always the same rows. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenVariantsIT {

    @Test
    void filesOfMagentosToolAsTheyAreGiveTheReferenceTarget() throws Exception {
        DatabaseServer source = DatabaseFlavor.MYSQL_5_6.isObtainable() ? Servers.mysql56() : Servers.mysql57();
        DatabaseServer target = Servers.mysql80();
        var setup = new GoldenConfig(
                source,
                Golden.sharedSource(source, "m1-sample", ""),
                "",
                target,
                Golden.target(target, "m2-empty"),
                "",
                "strict",
                GoldenConfig.Rules.REFERENCE);
        try (GoldenRun run = new GoldenRun(setup)) {
            run.run(Mode.SETTINGS);
            assertThat(run.differences("golden-settings")).isEmpty();

            run.run(Mode.DATA);
            assertThat(run.differences("golden-data")).isEmpty();
        }
    }

    @Test
    void prefixesOnBothSidesChangeOnlyTheNamesOfTables() throws Exception {
        DatabaseServer server = Servers.mariadb();
        var setup = new GoldenConfig(
                server,
                Golden.sharedSource(server, "m1-sample", "shop_"),
                "shop_",
                server,
                Golden.target(server, "m2-empty", "m2_"),
                "m2_",
                "strict",
                GoldenConfig.Rules.OWN);
        try (GoldenRun run = new GoldenRun(setup)) {
            run.run(Mode.SETTINGS);
            assertThat(run.differences("golden-settings")).isEmpty();

            run.run(Mode.DATA);
            List<TableDifference> differences = run.differences("golden-data");
            assertThat(differences).singleElement().satisfies(GoldenVariantsIT::isNameOfSequenceTable);
        }
    }

    /** Magento keeps the full name of each sequence table in a row. */
    private static void isNameOfSequenceTable(TableDifference difference) {
        assertThat(difference.table()).isEqualTo("sales_sequence_meta");
        assertThat(difference.missing() + difference.extra()).isZero();
        assertThat(difference.columns()).isEqualTo(Map.of("sequence_table", difference.rows()));
    }
}
