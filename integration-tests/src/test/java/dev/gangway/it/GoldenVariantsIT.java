package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.it.GoldenConfig.Rules;
import dev.gangway.testkit.compare.TableDifference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Migrates the reference shop with strict compatibility by each set of rule files, from and to each kind of server, with and
 * without prefixes, and compares every table with what Magento's tool made of it, after the settings and after the data.
 * Each set of rules and each kind of server in every run, other combinations by night.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenVariantsIT {

    /** Whose rule files, from which server with which prefix, to which server with which prefix. */
    enum Variant {
        OWN_PACK_MARIADB(Rules.OWN, DatabaseFlavor.MARIADB_11_4, "", DatabaseFlavor.MARIADB_11_4, ""),
        OWN_PACK_MYSQL(Rules.OWN, DatabaseFlavor.MYSQL_5_7, "", DatabaseFlavor.MYSQL_8_0, ""),
        OWN_PACK_BOTH_PREFIXES(Rules.OWN, DatabaseFlavor.MARIADB_11_4, "shop_", DatabaseFlavor.MARIADB_11_4, "m2_"),
        MAGENTOS_FILES_MYSQL(Rules.REFERENCE, DatabaseFlavor.MYSQL_5_6, "", DatabaseFlavor.MYSQL_8_0, ""),
        MAGENTOS_FILES_SOURCE_PREFIX(
                Rules.REFERENCE, DatabaseFlavor.MARIADB_11_4, "shop_", DatabaseFlavor.MARIADB_11_4, "");

        private final Rules rules;
        private final DatabaseFlavor source;
        private final String sourcePrefix;
        private final DatabaseFlavor target;
        private final String targetPrefix;

        Variant(Rules rules, DatabaseFlavor source, String sourcePrefix, DatabaseFlavor target, String targetPrefix) {
            this.rules = rules;
            this.source = source;
            this.sourcePrefix = sourcePrefix;
            this.target = target;
            this.targetPrefix = targetPrefix;
        }

        /** MySQL 5.6 comes from a registry that not every machine reaches. */
        GoldenConfig setup() throws Exception {
            DatabaseServer from = Servers.database(source.isObtainable() ? source : DatabaseFlavor.MYSQL_5_7);
            DatabaseServer to = Servers.database(target);
            return new GoldenConfig(
                    from,
                    Golden.sharedSource(from, "m1-sample", sourcePrefix),
                    sourcePrefix,
                    to,
                    Golden.target(to, "m2-empty", targetPrefix),
                    targetPrefix,
                    "strict",
                    rules);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OWN_PACK_BOTH_PREFIXES", "MAGENTOS_FILES_MYSQL"})
    void everyTableIsWhatMagentosToolMakesOfIt(Variant variant) throws Exception {
        compareEveryTable(variant);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"OWN_PACK_BOTH_PREFIXES", "MAGENTOS_FILES_MYSQL"},
            mode = EnumSource.Mode.EXCLUDE)
    @Tag("night")
    void soItIsByAllOtherWaysToo(Variant variant) throws Exception {
        compareEveryTable(variant);
    }

    private static void compareEveryTable(Variant variant) throws Exception {
        try (GoldenRun run = new GoldenRun(variant.setup())) {
            if (variant.rules == Rules.OWN) {
                assertHasNoFinding(run.rules());
            }
            run.run(Mode.SETTINGS);
            assertThat(run.differences("golden-settings")).isEmpty();

            run.run(Mode.DATA);
            List<TableDifference> differences = run.differences("golden-data");
            if (variant.targetPrefix.isEmpty()) {
                assertThat(differences).isEmpty();
            } else {
                assertThat(differences).singleElement().satisfies(GoldenVariantsIT::isNameOfSequenceTable);
            }
        }
    }

    private static void assertHasNoFinding(PlanSource rules) {
        assertThat(rules.integrity()).isEmpty();
        assertThat(rules.warnings().all()).isEmpty();
    }

    /** Magento keeps the full name of each sequence table in a row. */
    private static void isNameOfSequenceTable(TableDifference difference) {
        assertThat(difference.table()).isEqualTo("sales_sequence_meta");
        assertThat(difference.missing() + difference.extra()).isZero();
        assertThat(difference.columns()).isEqualTo(Map.of("sequence_table", difference.rows()));
    }
}
