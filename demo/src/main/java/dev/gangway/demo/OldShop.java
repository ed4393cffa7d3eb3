package dev.gangway.demo;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The old shop, whose account may not administrate the server: a fence keeps it out. */
final class OldShop implements AutoCloseable {
    private static final String USER = "shop";
    private static final String PASSWORD = "shop-1";

    private final Database database;
    private long seed;
    private @Nullable Workload last;

    /** Makes the account. {@code seed}: from which the workloads' own seeds follow. */
    OldShop(DatabaseServer server, long seed) {
        this.seed = seed;
        server.execute(
                "CREATE USER '" + USER + "'@'%' IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON " + DemoConfig.SOURCE + ".* TO '" + USER + "'@'%'");
        database = new Database(DatabaseConfig.tcp(
                Side.SOURCE, server.host(), server.port(), DemoConfig.SOURCE, USER, Password.of(PASSWORD)));
    }

    /** A workload that was not started. */
    Workload open() {
        seed++;
        Workload workload = new Workload(database, new WorkloadConfig(seed, 2, 20, 5, Duration.ZERO));
        last = workload;
        return workload;
    }

    @Override
    public void close() {
        if (last != null) {
            last.close();
        }
    }
}
