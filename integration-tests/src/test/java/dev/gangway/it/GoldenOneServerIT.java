package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The reference shop with both databases on one server, which copies by itself what needs no mapping. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenOneServerIT {

    @Test
    void serverThatCopiesByItselfGivesTheReferenceTarget() throws Exception {
        DatabaseServer server = Servers.mariadb();
        var setup = new GoldenConfig(
                server,
                Golden.sharedSource(server, "m1-sample", ""),
                "",
                server,
                Golden.target(server, "m2-empty"),
                "",
                "strict",
                GoldenConfig.Rules.OWN_COPIED_BY_SERVER);
        try (GoldenRun run = new GoldenRun(setup)) {
            run.run(Mode.SETTINGS);
            assertThat(run.differences("golden-settings")).isEmpty();

            run.run(Mode.DATA);
            assertThat(run.differences("golden-data")).isEmpty();
        }
    }
}
