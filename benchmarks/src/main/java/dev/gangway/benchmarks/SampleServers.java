package dev.gangway.benchmarks;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import dev.gangway.mysql.connect.Database;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Embedded servers, one with the sample shop, the other with empty targets, or one for both, which then copies by itself what
 * needs no mapping; gone with this process.
 */
final class SampleServers implements AutoCloseable {
    private static final String SOURCE = "shop";
    private static final String TARGET = "magento2";
    private static final long SEED = 20_261;

    private final DatabaseServer source;
    private final DatabaseServer target;
    private final SampleShop shop;

    private SampleServers(DatabaseServer source, DatabaseServer target, SampleShop shop) {
        this.source = source;
        this.target = target;
        this.shop = shop;
    }

    /** The binlog is on where it must be: at the source, for capture. */
    static SampleServers start(DatabaseFlavor sourceFlavor, DatabaseFlavor targetFlavor, boolean binlogOfTarget) {
        ServerOptions options = ServerOptions.defaults().withSetting("innodb-buffer-pool-size=1G");
        DatabaseServer source = DatabaseServer.start(sourceFlavor, options);
        ServerOptions large = ServerOptions.defaults().withSetting("innodb-buffer-pool-size=2G");
        DatabaseServer target = DatabaseServer.start(targetFlavor, binlogOfTarget ? large : large.withoutBinlog());
        return new SampleServers(source, target, new SampleShop(ShopSize.DEMO, SEED));
    }

    /** One server for both databases, with the memory of two. */
    static SampleServers startOne(DatabaseFlavor flavor) {
        ServerOptions options = ServerOptions.defaults().withSetting("innodb-buffer-pool-size=3G");
        DatabaseServer server = DatabaseServer.start(flavor, options);
        return new SampleServers(server, server, new SampleShop(ShopSize.DEMO, SEED));
    }

    /** A shop {@code factor} times as large as the demo's. */
    void createShop(int factor) throws SQLException {
        source.execute("DROP DATABASE IF EXISTS " + SOURCE);
        ShopDatabases.createSource(source, SOURCE, shop);
        new ShopScaler(ShopDatabases.open(source, SOURCE, Side.SOURCE)).scale(factor);
    }

    /** A fresh target in place of what an earlier run made. */
    void createTarget() {
        target.execute("DROP DATABASE IF EXISTS " + TARGET, "DROP DATABASE IF EXISTS gangway_benchmark");
        ShopDatabases.createTarget(target, TARGET, shop);
    }

    DatabaseServer source() {
        return source;
    }

    Database sourceDatabase() {
        return ShopDatabases.open(source, SOURCE, Side.SOURCE);
    }

    /** Another server of the source's flavour that holds the shop as {@link #createShop} made it, not enlarged. */
    DatabaseServer startPeer() {
        ServerOptions options = ServerOptions.defaults()
                .withoutBinlog()
                .withSetting("innodb-buffer-pool-size=2G")
                .withSetting("skip-slave-start");
        DatabaseServer peer = DatabaseServer.start(source.flavor(), options);
        ShopDatabases.createSource(peer, SOURCE, new SampleShop(ShopSize.DEMO, SEED));
        return peer;
    }

    Database targetDatabase() {
        return ShopDatabases.open(target, TARGET, Side.DESTINATION);
    }

    /** What {@code sample.xml} asks for. */
    Map<String, String> variables(int threads) {
        var variables = new HashMap<String, String>();
        variables.put("BENCHMARK_SOURCE_PORT", String.valueOf(source.port()));
        variables.put("BENCHMARK_TARGET_PORT", String.valueOf(target.port()));
        variables.put("BENCHMARK_SOURCE", SOURCE);
        variables.put("BENCHMARK_TARGET", TARGET);
        variables.put("BENCHMARK_USER", source.user());
        variables.put("BENCHMARK_PASSWORD", source.password());
        variables.put("BENCHMARK_THREADS", String.valueOf(threads));
        variables.put("BENCHMARK_DIRECT", source == target ? "1" : "0");
        return variables;
    }

    String title() {
        return source == target
                ? "both on one " + source.flavor().title()
                : source.flavor().title() + " -> " + target.flavor().title();
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
