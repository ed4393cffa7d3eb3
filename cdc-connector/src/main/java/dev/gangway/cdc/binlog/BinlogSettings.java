package dev.gangway.cdc.binlog;

import dev.gangway.cdc.PieceLimits;
import dev.gangway.core.position.BinlogEra;
import java.util.Map;
import java.util.Set;

/**
 * What binlog capture needs beside the source.
 *
 * @param kafkaClient further settings of Kafka clients, such as security; may be empty
 * @param createStatements {@code SHOW CREATE TABLE} of the captured tables at the start point, by the name they have in the
 *     source; for tables that are missing the present structure is taken
 * @param era the server that the start point was recorded on; {@link BinlogEra#FIRST} when that is not known
 * @param reread tables that are read anew where the binlog hides what happened to them; {@code *} for all
 */
public record BinlogSettings(
        String sourceId,
        String bootstrapServers,
        Map<String, String> kafkaClient,
        short replication,
        Map<String, String> createStatements,
        PieceLimits limits,
        ReplicaSettings replica,
        BinlogEra era,
        Set<String> reread) {

    public BinlogSettings {
        kafkaClient = Map.copyOf(kafkaClient);
        createStatements = Map.copyOf(createStatements);
        reread = Set.copyOf(reread);
    }

    public static BinlogSettings of(String sourceId, String bootstrapServers) {
        return new BinlogSettings(
                sourceId,
                bootstrapServers,
                Map.of(),
                (short) 1,
                Map.of(),
                PieceLimits.DEFAULT,
                ReplicaSettings.DEFAULT,
                BinlogEra.FIRST,
                Set.of());
    }

    public BinlogSettings withCreateStatements(Map<String, String> statements) {
        return new BinlogSettings(
                sourceId, bootstrapServers, kafkaClient, replication, statements, limits, replica, era, reread);
    }

    public BinlogSettings withLimits(PieceLimits newLimits) {
        return new BinlogSettings(
                sourceId,
                bootstrapServers,
                kafkaClient,
                replication,
                createStatements,
                newLimits,
                replica,
                era,
                reread);
    }

    public BinlogSettings withReread(Set<String> names) {
        return new BinlogSettings(
                sourceId, bootstrapServers, kafkaClient, replication, createStatements, limits, replica, era, names);
    }

    public BinlogSettings withReplica(ReplicaSettings newReplica) {
        return new BinlogSettings(
                sourceId,
                bootstrapServers,
                kafkaClient,
                replication,
                createStatements,
                limits,
                newReplica,
                era,
                reread);
    }

    /** Where Debezium keeps the structures of the tables; never compacted, never expired. */
    public String historyTopic() {
        return "gangway." + sourceId + ".schema-history";
    }
}
