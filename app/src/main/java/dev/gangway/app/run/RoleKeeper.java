package dev.gangway.app.run;

import dev.gangway.app.command.StreamRole;
import dev.gangway.core.retry.Bell;
import dev.gangway.mysql.state.ProcessLease;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamProcess;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process among those of the stream: says once a second that it lives, takes roles that are free, and knows the
 * others. While the target is away it keeps what it has; should others take it meanwhile, the topics and the target refuse what
 * it writes. A thread of its own.
 */
final class RoleKeeper implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RoleKeeper.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration FIRST_LOOK_LIMIT = Duration.ofSeconds(5);
    private static final long STOP_LIMIT_MS = 15_000;

    private final String id = UUID.randomUUID().toString();
    private final String host = host();
    private final Set<StreamRole> roles;
    private final Function<StreamRole, RoleFigures> figures;
    private final ProcessLease lease;
    private final Bell bell = new Bell();
    private final Thread thread = new Thread(this::run, "stream-process-1");
    private volatile Map<StreamRole, Boolean> held = Map.of();
    private volatile List<StreamProcess> processes = List.of();
    private volatile boolean closing;

    /**
     * Joins the stream.
     *
     * @param figures how a role of this process is
     * @throws dev.gangway.core.error.MigrationException STATE_LOCKED while somebody is alone with the stream's state
     */
    RoleKeeper(StateSchema state, Set<StreamRole> roles, Function<StreamRole, RoleFigures> figures) {
        this.roles = Set.copyOf(roles);
        this.figures = figures;
        this.lease = ProcessLease.join(state, id, rows());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether this process may have a role now. */
    boolean isOurs(StreamRole role) {
        return !role.isForOne() || held.getOrDefault(role, false);
    }

    /** All processes of the stream, as of a second ago. */
    List<StreamProcess> processes() {
        return processes;
    }

    /** Returns when the others are known, or the target does not tell for a while. */
    void awaitFirstLook() {
        bell.await(FIRST_LOOK_LIMIT, () -> closing || !processes.isEmpty());
    }

    private void run() {
        while (!closing && !Thread.currentThread().isInterrupted()) {
            try {
                lease.beat(rows());
                held = take();
                processes = lease.all();
                bell.ring();
            } catch (SQLException | RuntimeException e) {
                LOGGER.atDebug()
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("The process cannot say that it lives");
            }
            bell.await(BEAT, () -> closing);
        }
    }

    private Map<StreamRole, Boolean> take() throws SQLException {
        Map<String, StreamRole> wanted = new TreeMap<>();
        roles.stream().filter(StreamRole::isForOne).forEach(role -> wanted.put(role.word(), role));
        Map<StreamRole, Boolean> now = new EnumMap<>(StreamRole.class);
        lease.take(wanted.keySet())
                .forEach((word, holder) -> now.put(wanted.get(word), holder == ProcessLease.Holder.US));
        return now;
    }

    private List<StreamProcess> rows() {
        var rows = new ArrayList<StreamProcess>();
        for (StreamRole role : roles) {
            RoleFigures now = figures.apply(role);
            long pid = ProcessHandle.current().pid();
            rows.add(new StreamProcess(id, role.word(), host, pid, now.state(), now.json(), 0, 0, true));
        }
        return rows;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return ManagementFactory.getRuntimeMXBean().getName();
        }
    }

    /** Leaves the stream; the roles' work has ended. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        try {
            thread.join(STOP_LIMIT_MS);
            if (!thread.isAlive()) {
                lease.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
