package dev.gangway.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import dev.gangway.testkit.workload.WorkloadCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleShopIT {
    private static final SampleShop SHOP = new SampleShop(ShopSize.SMALL, 42);

    @ParameterizedTest
    @EnumSource(names = {"MARIADB_11_4", "MYSQL_5_7"})
    void keepsEveryReferenceWhileItIsUsed(DatabaseFlavor flavor) throws InterruptedException {
        DatabaseServer server = Servers.database(flavor);
        String name = "shop_used";

        // Given
        Map<String, Long> rows = ShopDatabases.createSource(server, name, SHOP);
        assertThat(rows).hasSameSizeAs(ShopSchema.magento1().tables());
        assertThat(orphans(server, name)).isEmpty();

        // When
        Database source = ShopDatabases.open(server, name, Side.SOURCE);
        var workload = new Workload(source, new WorkloadConfig(1, 2, 0, 5, Duration.ofSeconds(1)));
        workload.start();
        new CountDownLatch(1).await(6, TimeUnit.SECONDS);
        WorkloadCounts counts = workload.stop();

        // Then
        assertThat(counts.committed()).isPositive();
        assertThat(counts.byAction()).containsKeys("order placed", "product edited", "long transaction");
        assertThat(orphans(server, name)).isEmpty();
        server.execute("DROP DATABASE " + name);
    }

    @Test
    void passesTheIntegrityCheckOfThePackForItsRelease() {
        DatabaseServer server = Servers.mariadb();
        ShopDatabases.createSource(server, "shop_m1", SHOP);
        ShopDatabases.createTarget(server, "shop_m2", SHOP);
        var problems = new Problems();
        MapRules rules = MapRules.read(
                Path.of(System.getProperty("gangway.home"), "etc/opensource-to-opensource/map-1.9.4.1.xml"), problems);

        var check = new IntegrityCheck(
                rules,
                SchemaInspector.inspect(ShopDatabases.open(server, "shop_m1", Side.SOURCE)),
                SchemaInspector.inspect(ShopDatabases.open(server, "shop_m2", Side.DESTINATION)));

        assertThat(problems.all()).isEmpty();
        assertThat(check.check())
                .filteredOn(finding -> finding.kind().isFailing())
                .isEmpty();
        server.execute("DROP DATABASE shop_m1", "DROP DATABASE shop_m2");
    }

    @Test
    void isTheSameOnEveryServer() {
        assertThat(checksums(Servers.mariadb())).isEqualTo(checksums(Servers.mysql56()));
    }

    private static List<String> orphans(DatabaseServer server, String database) {
        var found = new ArrayList<String>();
        for (ShopTable table : ShopSchema.magento1().tables()) {
            for (ShopTable.Reference r : table.references()) {
                String child = database + "." + table.name();
                String parent = database + "." + r.parentTable();
                String sql = "SELECT COUNT(*) FROM " + child + " c LEFT JOIN " + parent + " p ON p." + r.parentColumn()
                        + " = c." + r.column() + " WHERE c." + r.column() + " IS NOT NULL AND p." + r.parentColumn()
                        + " IS NULL";
                if (!"0".equals(server.query(sql).get(0).get(0))) {
                    found.add(table.name() + "." + r.column());
                }
            }
        }
        return found;
    }

    private static List<String> checksums(DatabaseServer server) {
        String name = "shop_same";
        ShopDatabases.createSource(server, name, SHOP);
        var sums = new ArrayList<String>();
        for (ShopTable table : ShopSchema.magento1().tables()) {
            String columns = String.join(
                    ", ",
                    table.columns().stream()
                            .map(c -> "IFNULL(HEX(`" + c.name() + "`), '-')")
                            .toList());
            sums.add(table.name()
                    + server.query("SELECT COUNT(*), SUM(CRC32(CONCAT_WS('|', " + columns + "))) FROM " + name + "."
                            + table.name()));
        }
        server.execute("DROP DATABASE " + name);
        return sums;
    }
}
