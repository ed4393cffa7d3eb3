package dev.gangway.app.run;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Bell;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedStateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks several times a second what the stream of a migration is wanted to do, and tells each change. While the target is away
 * the last answer holds. A thread of its own.
 */
final class StreamOrders implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamOrders.class);
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final StateSchema state;
    private final WantedStateStore store;
    private final Consumer<Wanted> listener;
    private final Bell bell = new Bell();
    private final Thread thread = new Thread(this::run, "stream-orders-1");
    private volatile boolean closing;
    private @Nullable Connection connection;
    private Wanted last;

    /**
     * @param known what the listener knows already
     */
    StreamOrders(StateSchema state, Wanted known, Consumer<Wanted> listener) {
        this.state = state;
        this.store = new WantedStateStore(state);
        this.last = known;
        this.listener = listener;
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closing && !Thread.currentThread().isInterrupted()) {
            look();
            bell.await(LOOK, () -> closing);
        }
        disconnect();
    }

    private void look() {
        try {
            Connection open = connection == null ? state.target().open() : connection;
            connection = open;
            Wanted now = store.read(open);
            if (!now.equals(last)) {
                last = now;
                LOGGER.atInfo().addKeyValue("state", now.text()).log("Something else is wanted of the stream");
                listener.accept(now);
            }
        } catch (SQLException | MigrationException e) {
            LOGGER.atDebug().addKeyValue("error", e.getMessage()).log("What is wanted cannot be read now");
            disconnect();
        }
    }

    private void disconnect() {
        try (Connection open = connection) {
            connection = null;
        } catch (SQLException e) {
            LOGGER.atDebug().setCause(e).log("Connection to the state not closed cleanly");
        }
    }

    @Override
    public void close() {
        closing = true;
        bell.ring();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
