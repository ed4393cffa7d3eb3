package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Migrates the changed reference shop from scratch, from MariaDB to MySQL. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenFinalIT {

    @Test
    void freshMigrationOfTheChangedShopGivesItsReferenceTarget() throws Exception {
        try (GoldenRun run = new GoldenRun(Servers.mariadb(), Servers.mysql80(), "m1-sample-final")) {
            run.run(Mode.SETTINGS);
            run.run(Mode.DATA);

            assertThat(run.differences("golden-final")).isEmpty();
        }
    }
}
