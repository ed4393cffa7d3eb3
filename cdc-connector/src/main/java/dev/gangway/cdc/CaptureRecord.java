package dev.gangway.cdc;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.KafkaErrors;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * What the topics say of capture.
 *
 * @param runId the run that wrote them; empty when that was before runs had an id
 * @param owner the connector that wrote last; empty when that was before connectors named themselves
 */
public record CaptureRecord(String runId, String owner, Checkpoint checkpoint) {

    /**
     * The last record on the cluster; empty when nothing was captured yet. The checkpoints topic exists.
     *
     * @throws MigrationException BROKER_UNAVAILABLE when the cluster does not answer in time
     */
    public static Optional<CaptureRecord> last(CdcConfig config) {
        try {
            return new CheckpointTopic(config, "").last();
        } catch (KafkaException e) {
            throw KafkaErrors.explain(e, "reading the checkpoint at " + config.bootstrapServers(), "capture");
        }
    }

    /**
     * The checkpoint, if it is the connector's own.
     *
     * @throws MigrationException TOPICS_MISMATCH when another run wrote it
     */
    Checkpoint checkpointOf(CdcConfig config) {
        if (!config.runId().isEmpty() && !runId.isEmpty() && !runId.equals(config.runId())) {
            throw new MigrationException(
                    ErrorCode.TOPICS_MISMATCH,
                    "The topics " + config.topics().prefix() + "* were written by run " + runId + ", this is run "
                            + config.runId() + ": delete these topics, or give this migration another source-id");
        }
        return checkpoint;
    }
}
