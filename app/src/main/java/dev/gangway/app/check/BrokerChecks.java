package dev.gangway.app.check;

import dev.gangway.app.run.ClusterSurvey;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Requirement;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.List;

/** What is asked of a configured Kafka cluster and its registry. */
final class BrokerChecks {
    private final MigrationConfig config;
    private final ClusterSurvey cluster;

    BrokerChecks(MigrationConfig config) {
        this.config = config;
        this.cluster = new ClusterSurvey(config);
    }

    List<CheckItem> kafka() {
        var items = new ArrayList<CheckItem>();
        int brokers = cluster.brokers();
        items.add(CheckItem.holds(
                Requirement.KAFKA,
                config.kafka().bootstrapServers().orElse("") + " answers, %,d brokers".formatted(brokers)));
        items.add(replication(brokers));
        items.add(topics());
        return items;
    }

    private CheckItem replication(int brokers) {
        int wanted = config.kafka().replicationFactor();
        if (wanted > brokers) {
            return CheckItem.fails(
                    Requirement.KAFKA_REPLICATION,
                    "topics are to have %,d copies and there are %,d brokers".formatted(wanted, brokers),
                    "set replication-factor in <kafka> to %,d at most, or start more brokers".formatted(brokers));
        }
        return wanted == 1 && brokers > 1
                ? CheckItem.warns(
                        Requirement.KAFKA_REPLICATION,
                        "topics have one copy: changes are lost with its disk",
                        "set replication-factor=\"3\" in <kafka> before the topics are made")
                : CheckItem.holds(Requirement.KAFKA_REPLICATION, "%,d copies of each topic".formatted(wanted));
    }

    private CheckItem topics() {
        try {
            int there = cluster.usableTopics();
            return CheckItem.holds(
                    Requirement.KAFKA_TOPICS,
                    there == 0 ? "none yet, the stream makes them" : "%,d are as they must be".formatted(there));
        } catch (MigrationException e) {
            if (e.code() != ErrorCode.TOPIC_INVALID) {
                throw e;
            }
            return CheckItem.fails(Requirement.KAFKA_TOPICS, String.valueOf(e.getMessage()), "[" + e.code() + "]");
        }
    }

    CheckItem registry() {
        cluster.pingRegistry();
        return CheckItem.holds(
                Requirement.REGISTRY, config.kafka().schemaRegistryUrl().orElse("") + " answers");
    }
}
