package dev.gangway.app.run;

import dev.gangway.cdc.CaptureRecord;
import dev.gangway.cdc.CdcConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.Topics;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.RunIdentity;
import dev.gangway.mysql.state.RunIdentityStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Makes sure that topics are those of the run: what an earlier one left behind would be carried into the target. */
final class TopicsCheck {
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
                    "State schema " + state.name() + " says that changes were applied, but " + place()
                            + " hold none: they were deleted or are elsewhere. Bring them back"
                            + (config.kafka().isEmbedded() ? " (the folder may be on another machine)" : "")
                            + ", begin a new stream on the rows that are there: gangway attach --config "
                            + config.file()
                            + ", or load again: gangway data --config " + config.file() + " --reset");
        }
        return last;
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
