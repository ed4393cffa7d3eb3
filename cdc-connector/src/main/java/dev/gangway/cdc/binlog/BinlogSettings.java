package dev.gangway.cdc.binlog;

import dev.gangway.cdc.PieceLimits;
import java.util.Map;

/**
 * What binlog capture needs beside the source.
 *
 * @param kafkaClient further settings of Kafka clients, such as security; may be empty
 * @param createStatements {@code SHOW CREATE TABLE} of the captured tables at the start point, by the name they have in the
 *     source; for tables that are missing the present structure is taken
 */
public record BinlogSettings(
        String sourceId,
        String bootstrapServers,
        Map<String, String> kafkaClient,
        short replication,
        Map<String, String> createStatements,
        PieceLimits limits,
        ReplicaSettings replica) {

    public BinlogSettings {
        kafkaClient = Map.copyOf(kafkaClient);
        createStatements = Map.copyOf(createStatements);
    }

    public static BinlogSettings of(String sourceId, String bootstrapServers) {
        return new BinlogSettings(
                sourceId,
                bootstrapServers,
                Map.of(),
                (short) 1,
                Map.of(),
                PieceLimits.DEFAULT,
                ReplicaSettings.DEFAULT);
    }

    public BinlogSettings withCreateStatements(Map<String, String> statements) {
        return new BinlogSettings(sourceId, bootstrapServers, kafkaClient, replication, statements, limits, replica);
    }

    public BinlogSettings withLimits(PieceLimits newLimits) {
        return new BinlogSettings(
                sourceId, bootstrapServers, kafkaClient, replication, createStatements, newLimits, replica);
    }

    /** Where Debezium keeps the structures of the tables; never compacted, never expired. */
    public String historyTopic() {
        return "gangway." + sourceId + ".schema-history";
    }
}
