package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Schema;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.schema.SchemaInspector;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Checks our pack against the structure of a real shop and of a real, empty target. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenPackIT {

    @Test
    void leadsTheReferenceShopThroughWithoutAFinding() throws Exception {
        DatabaseServer source = Servers.mysql57();
        DatabaseServer target = Servers.mysql80();
        String sourceName = Golden.sharedSource(source, "m1-sample", "");
        String targetName = Golden.target(target, "m2-empty");
        MigrationConfig config =
                GoldenConfig.strict(source, sourceName, target, targetName).read();
        var problems = new Problems();
        RuleFiles rules = RuleFiles.read(config, problems);

        var check = new IntegrityCheck(
                rules.map(OptionName.MAP_FILE), schema(source, sourceName), schema(target, targetName));

        assertThat(check.check()).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    private static Schema schema(DatabaseServer server, String database) throws Exception {
        try (Connection connection = server.connect(database)) {
            return SchemaInspector.inspect(connection, database, "");
        }
    }
}
