package dev.gangway.app.run;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamLock;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person wanted of a stream, and what holds since.
 *
 * @param asked what the person asked for
 * @param now what holds
 * @param streamRuns whether a stream runs that obeys it, on whatever machine
 */
public record Wish(MigrationConfig config, WantedState asked, Wanted now, boolean streamRuns) {

    /**
     * Stores what a person wants. A stop that nobody is there to obey is not stored.
     *
     * @throws MigrationException CHECKPOINT_MISMATCH when the migration was never started, TARGET_UNAVAILABLE
     */
    public static Wish make(MigrationConfig config, WantedState asked, String reason) {
        StateSchema state = Databases.of(config).state();
        if (!state.exists()) {
            throw new MigrationException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "Nothing was run yet for " + config.sourceId() + ", so there is no stream: start with gangway run"
                            + " --config " + config.file());
        }
        state.open();
        boolean runs = StreamLock.isTaken(state);
        var store = new WantedStateStore(state);
        Wanted now =
                asked == WantedState.STOP && !runs ? store.read() : store.want(asked, WantedStateStore.PERSON, reason);
        return new Wish(config, asked, now, runs);
    }

    public String text() {
        return switch (asked) {
            case PAUSE ->
                "The stream is " + now.text() + (streamRuns ? "" : " (none runs now: the next start is paused)")
                        + ". gangway resume --config " + config.file() + " goes on";
            case RUN ->
                streamRuns
                        ? "The stream goes on"
                        : "Nothing holds the stream, but none runs now: gangway delta --config " + config.file()
                                + " starts it";
            case STOP -> streamRuns ? "The stream ends after the batch in work" : "No stream runs";
        };
    }

    public String json() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("wanted", now.state().name());
        facts.put("by", now.cause());
        facts.put("reason", now.reason());
        facts.put("since", now.state() == WantedState.RUN ? "" : now.since().toString());
        facts.put("streamRuns", streamRuns);
        return Json.of(facts);
    }
}
