package dev.gangway.app.run;

import dev.gangway.core.config.MigrationConfig;

/** What a look at the configured Kafka cluster and registry tells; makes and changes nothing there. */
public record ClusterSurvey(MigrationConfig config) {
    /**
     * How many brokers the cluster has.
     *
     * @throws dev.gangway.core.error.MigrationException BROKER_UNAVAILABLE or why it refuses us
     */
    public int brokers() {
        return Broker.brokers(config);
    }

    /**
     * How many of the migration's topics are there.
     *
     * @throws dev.gangway.core.error.MigrationException TOPIC_INVALID naming every topic that is not as it must be
     */
    public int usableTopics() {
        return Broker.usableTopics(config);
    }

    /**
     * Ends when the registry answers.
     *
     * @throws dev.gangway.core.error.MigrationException REGISTRY_UNAVAILABLE or why it refuses us
     */
    public void pingRegistry() {
        Broker.pingRegistry(config);
    }
}
