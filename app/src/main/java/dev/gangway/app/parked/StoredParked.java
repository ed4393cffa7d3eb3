package dev.gangway.app.parked;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.ParkedOperations;
import dev.gangway.app.run.RunningStream;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.ParkedSearch;
import dev.gangway.mysql.state.ParkedSelection;
import dev.gangway.mysql.state.ParkedState;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.mysql.state.StateSchema;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands on parked changes, on the state that lies beside the target. */
public final class StoredParked implements ParkedOperations {
    private static final int BLOCK = 1000;

    /** Work on the state. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public int list(MigrationConfig config, ParkedSelection selection, int limit, Output output) {
        StateSchema state = state(config);
        var search = new ParkedSearch(state);
        ParkedList list = run(
                state,
                "listing what is parked",
                connection -> new ParkedList(
                        config, search.groups(connection, selection), search.entries(connection, selection, limit)));
        output.console().result(output.json() ? list.json() : list.text());
        return ExitCode.DONE;
    }

    @Override
    public int show(MigrationConfig config, long id, Output output) {
        StateSchema state = state(config);
        ParkedView view = run(state, "looking at a parked change", connection -> {
            var entry = new ParkedSearch(state)
                    .entry(connection, id)
                    .orElseThrow(() -> new MigrationException(
                            ErrorCode.USAGE,
                            "There is no parked change " + id + ": gangway parked list --config " + config.file()
                                    + " shows their numbers"));
            return new ParkedView(entry, new TargetNow(state).find(connection, entry.change()));
        });
        output.console().result(output.json() ? view.json() : view.text());
        return ExitCode.DONE;
    }

    @Override
    public int retry(MigrationConfig config, ParkedSelection selection, boolean preview, Output output) {
        StateSchema state = state(config);
        var retry = new ParkedRetry(state, selection, user());
        RetryReport report = run(state, "retrying what is parked", connection -> retry.run(connection, preview));
        boolean running = RunningStream.isOnThisMachine(config);
        output.console().result(output.json() ? report.json(running) : report.text(config, running));
        return ExitCode.DONE;
    }

    @Override
    public int drop(MigrationConfig config, ParkedSelection selection, String why, Output output) {
        StateSchema state = state(config);
        int dropped = run(state, "dropping what is parked", connection -> drop(connection, state, selection, why));
        if (output.json()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("dropped", dropped);
            output.console().result(Json.of(report));
        } else {
            output.console()
                    .result(
                            "Dropped: %,d. The ledger goes on counting them as parked; what waited behind them follows while the stream runs"
                                    .formatted(dropped));
        }
        return ExitCode.DONE;
    }

    private static int drop(Connection connection, StateSchema state, ParkedSelection selection, String why)
            throws SQLException {
        var store = new ParkedStore(state);
        var search = new ParkedSearch(state);
        connection.setAutoCommit(false);
        int dropped = 0;
        long last = 0;
        while (true) {
            List<Long> ids = new ArrayList<>();
            search.keysAfter(connection, selection, last, BLOCK).forEach(key -> ids.add(key.id()));
            if (ids.isEmpty()) {
                store.newRevision(connection);
                connection.commit();
                return dropped;
            }
            dropped += store.settle(connection, ids, ParkedState.DROPPED, user(), why);
            connection.commit();
            last = ids.get(ids.size() - 1);
        }
    }

    /** Who asks, for the record. */
    private static String user() {
        String user = System.getProperty("user.name", "");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user;
        }
    }

    private static StateSchema state(MigrationConfig config) {
        StateSchema state = Databases.of(config).state();
        if (!state.exists()) {
            throw new MigrationException(
                    ErrorCode.STATE_MISSING,
                    "Nothing was run yet, so nothing is parked: start with gangway run --config " + config.file());
        }
        state.open();
        return state;
    }

    private static <T> T run(StateSchema state, String doing, Work<T> work) {
        try (Connection connection = state.target().open()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), doing);
        }
    }
}
