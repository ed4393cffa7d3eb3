package dev.gangway.embedded;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one server follow another by GTID from the first transaction on, and take over from it. Both are of one flavour and
 * have GTIDs; the replica writes what it replays into its own binlog. For tests. Not thread-safe.
 */
public final class Replication {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final DatabaseServer source;
    private final DatabaseServer replica;

    private Replication(DatabaseServer source, DatabaseServer replica) {
        this.source = source;
        this.replica = replica;
    }

    /** Options of both servers. */
    public static ServerOptions options() {
        return ServerOptions.defaults().withGtid().withSetting("log-slave-updates=1");
    }

    /** Lets a server that holds nothing follow another. */
    public static Replication start(DatabaseServer source, DatabaseServer replica) {
        String where = "_HOST='" + source.host() + "', %1$s_PORT=" + source.port() + ", %1$s_USER='" + source.user()
                + "', %1$s_PASSWORD='" + source.password() + "', ";
        if (replica.flavor().isMariaDb()) {
            replica.execute(
                    // What it had before it began to follow counts as replayed.
                    "SET GLOBAL gtid_slave_pos = @@GLOBAL.gtid_binlog_pos",
                    "CHANGE MASTER TO MASTER" + where.formatted("MASTER") + "MASTER_USE_GTID=slave_pos, MASTER_SSL=0",
                    "START SLAVE");
        } else {
            replica.execute(
                    "CHANGE REPLICATION SOURCE TO SOURCE" + where.formatted("SOURCE")
                            + "SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1",
                    "START REPLICA");
        }
        return new Replication(source, replica);
    }

    /** Waits until the replica has everything that the source has committed. */
    public void awaitLevel() {
        boolean mariaDb = replica.flavor().isMariaDb();
        String sql = mariaDb ? "SELECT @@GLOBAL.gtid_binlog_pos" : "SELECT @@GLOBAL.gtid_executed";
        Object wanted = source.query(sql);
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!replica.query(sql).equals(wanted)) {
            if (System.nanoTime() > end) {
                String state = mariaDb ? "SHOW SLAVE STATUS" : "SHOW REPLICA STATUS";
                throw new IllegalStateException("The replica is not level with its source: " + replica.query(state));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** The replica follows nobody any more. */
    public void stop() {
        if (replica.flavor().isMariaDb()) {
            replica.execute("STOP SLAVE", "RESET SLAVE ALL");
        } else {
            replica.execute("STOP REPLICA", "RESET REPLICA ALL");
        }
    }
}
