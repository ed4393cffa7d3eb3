package dev.gangway.app.run;

import dev.gangway.cdc.CaptureRecord;
import dev.gangway.cdc.CdcConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.SchemaRegistry;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.ClaimStore;
import dev.gangway.mysql.state.RunIdentity;
import dev.gangway.mysql.state.RunIdentityStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes sure that topics are those of the run: what an earlier one left behind would be carried into the target. */
final class TopicsCheck {
    private static final int SHOWN = 5;

    private final MigrationConfig config;
    private final StateSchema state;
    private final Optional<RunIdentity> identity;

    TopicsCheck(MigrationContext context) {
        this.config = context.config();
        this.state = context.databases().state();
        this.identity = new RunIdentityStore(state).find();
    }

    /**
     * Before a run begins, the embedded broker has no folder yet.
     *
     * @throws MigrationException TOPICS_MISMATCH when an earlier run has left one
     */
    void requireNoneBefore() {
        if (identity.isEmpty() && config.kafka().isEmbedded() && Files.exists(RunFolder.kafka(config))) {
            throw mismatch("of an earlier run of source-id " + config.sourceId()
                    + " are still there: its changes would be carried into this run");
        }
    }

    /**
     * The last record of capture, which this run wrote.
     *
     * @throws MigrationException TOPICS_MISMATCH when another run wrote it, or when it is gone
     */
    Optional<CaptureRecord> requireOurs(CdcConfig cdc) {
        Optional<CaptureRecord> last = CaptureRecord.last(cdc);
        if (last.isPresent()) {
            refuseForeign(last.get().runId());
        } else if (hasApplied()) {
            throw new MigrationException(
                    ErrorCode.TOPICS_MISMATCH,
                    "State schema " + state.name() + " says that changes were applied. " + place()
                            + " hold none: they were deleted or are elsewhere. Bring them back"
                            + (config.kafka().isEmbedded() ? " (the folder may be on another machine)" : "")
                            + ", begin a new stream on the rows that are there: gangway attach --config "
                            + config.file()
                            + ", or load again: gangway data --config " + config.file() + " --reset");
        }
        return last;
    }

    /**
     * Makes sure that no topic was deleted and made anew since the run used it: what it held would be missing, and places in it mean
     * nothing any more. Remembers the topics.
     *
     * @param ids by name, as they are now
     * @param isUsed something was captured
     * @throws MigrationException TOPICS_MISMATCH with their names
     */
    void requireSame(Map<String, String> ids, boolean isUsed) {
        if (identity.isEmpty()) {
            return;
        }
        String run = identity.get().runId() + " ";
        var claims = new ClaimStore(state);
        var known = new TreeMap<>(claims.all(ClaimStore.Kind.TOPICS));
        known.values().removeIf(id -> !id.startsWith(run)); // those of a stream that was forgotten
        List<String> others = known.entrySet().stream()
                .filter(topic -> !topic.getValue().equals(run + ids.getOrDefault(topic.getKey(), "")))
                .map(Map.Entry::getKey)
                .toList();
        if (isUsed && !others.isEmpty() && !ids.isEmpty()) {
            throw madeAnew(others);
        }
        ids.forEach((name, id) -> known.put(name, run + id));
        claims.replace(ClaimStore.Kind.TOPICS, known);
    }

    private MigrationException madeAnew(List<String> names) {
        int shown = Math.min(SHOWN, names.size());
        return new MigrationException(
                ErrorCode.TOPICS_MISMATCH,
                place() + " are not all those that this run has used: " + String.join(", ", names.subList(0, shown))
                        + (shown < names.size() ? " and " + (names.size() - shown) + " more" : "")
                        + " were deleted since, with whatever of them was not applied yet. Bring them back from a backup of the"
                        + " brokers, begin a new stream on the rows that are there: gangway attach --config "
                        + config.file() + ", or load again: gangway data --config " + config.file() + " --reset");
    }

    /**
     * Makes sure that the registry is the one that the topics were written with; it goes on being remembered.
     *
     * @throws MigrationException TOPICS_MISMATCH when it was emptied or is another one
     */
    SchemaRegistry requireSame(SchemaRegistry registry, boolean isUsed) {
        if (identity.isEmpty()) {
            return registry;
        }
        var known = new KnownRegistry(
                registry, new ClaimStore(state), identity.get().runId());
        if (isUsed && !known.isTheSame()) {
            throw new MigrationException(
                    ErrorCode.TOPICS_MISMATCH,
                    "The schema registry"
                            + config.kafka()
                                    .schemaRegistryUrl()
                                    .map(url -> " at " + url)
                                    .orElse("")
                            + " is not the one that the topics of this run were written with, or it was emptied (a registry that"
                            + " keeps its schemas in memory loses them when it restarts): records that are not applied yet would"
                            + " be read as those of other tables. Bring its schemas back, or begin a new stream on the rows that"
                            + " are there: gangway attach --config " + config.file());
        }
        return known;
    }

    private void refuseForeign(String writer) {
        String own = identity.map(RunIdentity::runId).orElse("");
        boolean fromBeforeIds =
                writer.isEmpty() && identity.filter(RunIdentity::adopted).isPresent();
        if (!writer.equals(own) && !fromBeforeIds) {
            throw mismatch("were written by " + (writer.isEmpty() ? "an earlier run" : "run " + writer)
                    + ", this is run " + own + ": capture would go on where that one stopped");
        }
    }

    private boolean hasApplied() {
        try (Connection connection = state.target().open()) {
            return new SinkStateStore(state).watermark(connection).isPresent();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading the sink's state");
        }
    }

    private MigrationException mismatch(String what) {
        String remedy = config.kafka().isEmbedded()
                ? "Stop whatever uses that folder and delete it"
                : "Delete these topics, or choose another source-id";
        return new MigrationException(
                ErrorCode.TOPICS_MISMATCH,
                place() + " " + what + ". " + remedy
                        + ", then start again: capture begins where this run's data mode began");
    }

    private String place() {
        return config.kafka().isEmbedded()
                ? "The embedded broker's topics in folder " + RunFolder.path(config)
                : "The topics " + new Topics(config.sourceId()).prefix() + "* on "
                        + config.kafka().bootstrapServers().orElse("Kafka");
    }
}
