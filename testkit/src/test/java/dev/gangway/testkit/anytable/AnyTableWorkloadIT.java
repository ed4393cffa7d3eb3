package dev.gangway.testkit.anytable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.sql.Connection;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AnyTableWorkloadIT {
    private static final SampleShop SHOP = new SampleShop(new ShopSize(3, 8, 8, 8), 7);
    private static final ComparisonRules EVERYTHING = new ComparisonRules(Pattern.compile("(?!)"), Set.of(), Set.of());

    private final DatabaseServer server = Servers.mariadb();

    @Test
    void writesToEveryTableAndTheSameForEqualSeeds() throws Exception {
        String one = written(11);
        String another = written(11);
        String third = written(12);

        assertThat(differences(one, another)).isZero();
        assertThat(differences(one, third)).isGreaterThan(100);
        server.execute("DROP DATABASE " + one, "DROP DATABASE " + another, "DROP DATABASE " + third);
    }

    private int differences(String left, String right) throws Exception {
        try (Connection expected = server.connect(left);
                Connection actual = server.connect(right)) {
            return new DatabaseComparer(EVERYTHING).compare(expected, actual).size();
        }
    }

    private String written(long seed) throws Exception {
        String name = Servers.freshDatabase(server);
        server.execute("DROP DATABASE " + name);
        ShopDatabases.createSource(server, name, SHOP);
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION timestamp = 1500000000"); // what the server stamps is the same then
            var workload = new AnyTableWorkload(connection, plan(name), seed, EnumSet.allOf(EditKind.class));
            assertThat(workload.fill(3)).isEmpty();
            for (int i = 0; i < 2 * workload.tables(); i++) {
                workload.step();
            }
            assertThat(workload.untouched()).isEmpty();
            assertThat(workload.tables()).isEqualTo(tables(name));
            return name;
        }
    }

    private int tables(String database) {
        return server.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database + "'")
                .size();
    }

    /** Every table goes over as it is. */
    private MigrationPlan plan(String database) {
        Schema schema = SchemaInspector.inspect(ShopDatabases.open(server, database, Side.SOURCE));
        return new MigrationPlan(
                schema,
                schema,
                Compatibility.CORRECT,
                schema.tables().stream()
                        .map(table -> new Route(StepKind.MAP, TablePlan.identical(table, table)))
                        .toList());
    }
}
