package dev.gangway.app.run;

import dev.gangway.app.fence.Fences;
import dev.gangway.app.fence.LeftFence;
import dev.gangway.app.wiring.Databases;
import dev.gangway.cdc.triggers.TriggerFootprint;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.ResetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a migration has put beside the rows of both shops: triggers, a fence, topics. Finds it, and knows how each goes. */
final class Leftovers {
    private final MigrationConfig config;
    private final Databases databases;
    private final boolean hasState;

    Leftovers(MigrationConfig config, Databases databases, boolean hasState) {
        this.config = config;
        this.databases = databases;
        this.hasState = hasState;
    }

    /** The fence of the last cutover, whatever became of it. */
    Optional<Undo> fence() {
        if (!hasState) {
            return Optional.empty();
        }
        return new CutoverStore(databases.state())
                .last()
                .filter(last -> last.fence().mayStand())
                .map(last -> new Undo(
                        source(),
                        "let writes through again (fence: " + last.fence().choice() + ")",
                        List.of(),
                        () -> lift(last)));
    }

    private void lift(Cutover cutover) {
        LeftFence.lift(
                Fences.left(cutover.fence().choice(), databases),
                cutover.fence().memory());
        new CutoverStore(databases.state()).fenceLifted(cutover.id(), System.currentTimeMillis());
    }

    /** Triggers and log tables of capture, where they are this migration's. */
    Optional<Undo> triggers() {
        TriggerFootprint footprint = TriggerFootprint.of(databases.source());
        boolean ours = config.capture().mode() == CaptureConfig.Mode.TRIGGERS
                || (hasState && new ResetState(databases.state()).hasInstalledTriggers());
        if (footprint.isEmpty() || !ours) {
            return Optional.empty();
        }
        return Optional.of(new Undo(
                source(),
                "drop %,d capture triggers and %,d log tables"
                        .formatted(
                                footprint.triggers().size(), footprint.tables().size()),
                footprint.tables(),
                footprint::remove));
    }

    /** The topics and the schemas, or the embedded broker that holds them. */
    List<Undo> topics() {
        if (config.kafka().isEmbedded()) {
            return RunFolder.hasBroker(config)
                    ? List.of(new Undo(
                            "folder " + RunFolder.path(config),
                            "delete the embedded broker's topics",
                            List.of(),
                            () -> RunFolder.deleteBroker(config)))
                    : List.of();
        }
        var undos = new ArrayList<Undo>();
        List<String> topics = whereUsed(ErrorCode.BROKER_UNAVAILABLE, () -> Broker.existingTopics(config));
        if (!topics.isEmpty()) {
            undos.add(new Undo(
                    "Kafka at " + config.kafka().bootstrapServers().orElse(""),
                    "delete %,d topics".formatted(topics.size()),
                    topics,
                    () -> Broker.forget(config)));
        }
        List<String> subjects = whereUsed(ErrorCode.REGISTRY_UNAVAILABLE, () -> Broker.existingSubjects(config));
        if (!subjects.isEmpty()) {
            undos.add(new Undo(
                    "schema registry at " + config.kafka().schemaRegistryUrl().orElse(""),
                    "forget %,d subjects".formatted(subjects.size()),
                    subjects,
                    () -> Broker.forgetSchemas(config)));
        }
        return undos;
    }

    /** A cluster that does not answer is in the way only when a stream has used it. */
    private List<String> whereUsed(ErrorCode silent, Supplier<List<String>> existing) {
        try {
            return existing.get();
        } catch (MigrationException e) {
            boolean unused = e.code() == silent && (!hasState || !new ResetState(databases.state()).hasStreamed());
            if (unused) {
                return List.of();
            }
            throw e;
        }
    }

    private String source() {
        return "source database " + databases.source().config().address();
    }
}
