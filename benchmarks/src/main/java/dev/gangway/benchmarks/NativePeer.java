package dev.gangway.benchmarks;

import dev.gangway.embedded.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The yardstick: another MariaDB server with a copy of the shop, without a binlog of its own, that follows the source natively by
 * one thread, from where the source's binlog stood when the peer was prepared.
 */
final class NativePeer implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(30);

    private final DatabaseServer source;
    private final DatabaseServer peer;
    private final Place start;

    private NativePeer(DatabaseServer source, DatabaseServer peer, Place start) {
        this.source = source;
        this.peer = peer;
        this.start = start;
    }

    private record Place(String file, long offset) {}

    static NativePeer prepare(SampleServers servers) {
        return new NativePeer(servers.source(), servers.startPeer(), place(servers.source()));
    }

    private static Place place(DatabaseServer server) {
        var row = server.query("SHOW MASTER STATUS").get(0);
        return new Place(String.valueOf(row.get(0)), Long.parseLong(String.valueOf(row.get(1))));
    }

    /** Replays what the source has written since. */
    Replay replay() throws SQLException {
        Place end = place(source);
        Cpu before = Cpu.ofChildren();
        long begin = System.nanoTime();
        peer.execute(
                "SET GLOBAL slave_parallel_threads = 0",
                "CHANGE MASTER TO MASTER_HOST='" + source.host() + "', MASTER_PORT=" + source.port() + ", MASTER_USER='"
                        + source.user() + "', MASTER_PASSWORD='" + source.password() + "', MASTER_LOG_FILE='"
                        + start.file() + "', MASTER_LOG_POS=" + start.offset() + ", MASTER_USE_GTID=no, MASTER_SSL=0",
                "START SLAVE");
        try (Connection connection = peer.connect("");
                var statement = connection.createStatement()) {
            while (!isAt(statement, end)) {
                if (System.nanoTime() - begin > LIMIT_NANOS) {
                    throw new IllegalStateException("The native replay has not come to its end");
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return new Replay(
                Duration.ofNanos(System.nanoTime() - begin), Cpu.ofChildren().since(before));
    }

    private static boolean isAt(Statement statement, Place end) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW SLAVE STATUS")) {
            row.next();
            String error = row.getString("Last_Error");
            if (error != null && !error.isEmpty()) {
                throw new IllegalStateException("The native replay failed: " + error);
            }
            return end.file().equals(row.getString("Relay_Master_Log_File"))
                    && row.getLong("Exec_Master_Log_Pos") >= end.offset();
        }
    }

    @Override
    public void close() {
        peer.close();
    }

    /** How the replay went; {@code cpu} is that of both servers. */
    record Replay(Duration took, Duration cpu) {

        String text(long changes, DeltaResult stream) {
            return "native replication, one thread: %.1f s by the clock, processor time %.1f s = %.4f ms per change (both servers); the stream takes %.2f times as long"
                    .formatted(
                            DeltaResult.seconds(took),
                            DeltaResult.seconds(cpu),
                            1e3 * DeltaResult.seconds(cpu) / changes,
                            DeltaResult.seconds(stream.took()) / DeltaResult.seconds(took));
        }
    }
}
