package dev.gangway.app.run;

import dev.gangway.core.config.KafkaConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Trouble;
import dev.gangway.embedded.KafkaServer;
import dev.gangway.embedded.RegistryServer;
import dev.gangway.events.TopicAdmin;
import dev.gangway.events.TopicSettings;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.RegistryClient;
import dev.gangway.events.registry.RegistryConfig;
import dev.gangway.events.registry.SchemaRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka cluster and the schema registry of a stream: the configured ones, or embedded ones whose data stay on disk.
 *
 * @param trouble why an embedded server does not run; clients of it only see that nobody answers
 */
record Broker(
        String bootstrapServers,
        Map<String, String> client,
        SchemaRegistry registry,
        Supplier<Optional<Trouble>> trouble,
        Runnable stop)
        implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Broker.class);
    private static final Duration ADMIN_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(15);

    /** Connects to or starts the broker and makes sure that all topics exist. */
    static Broker open(MigrationConfig config, Topics topics) {
        Broker broker = config.kafka().isEmbedded() ? embedded(config) : configured(config.kafka());
        try {
            ensureTopics(broker, topics, config.kafka());
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static Broker configured(KafkaConfig kafka) {
        var registry = new RegistryClient(registryOf(kafka));
        registry.ping();
        return new Broker(
                kafka.bootstrapServers().orElseThrow(), kafka.client().settings(), registry, Optional::empty, () -> {});
    }

    private static RegistryConfig registryOf(KafkaConfig kafka) {
        String url = kafka.schemaRegistryUrl().orElseThrow();
        String[] user = kafka.client().registryUser().value().split(":", 2);
        return user.length < 2 ? RegistryConfig.of(url) : RegistryConfig.of(url, user[0], user[1]);
    }

    private static Broker embedded(MigrationConfig config) {
        RunFolder.of(config);
        EmbeddedServers servers = EmbeddedServers.start(config);
        try {
            KafkaServer kafka = servers.kafka();
            RegistryServer registry = servers.registry();
            var client = new RegistryClient(RegistryConfig.of(registry.url()));
            new BrokerAddress(kafka.bootstrapServers(), registry.url()).tell(config);
            ServerWatch watch = ServerWatch.start(
                    RunFolder.of(config),
                    List.of(
                            new ServerWatch.Server("Kafka broker", kafka::isRunning, kafka::restart),
                            new ServerWatch.Server("schema registry", registry::isRunning, registry::restart)));
            return new Broker(kafka.bootstrapServers(), Map.of(), client, watch::trouble, () -> {
                BrokerAddress.forget(config);
                watch.close();
                servers.close();
            });
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** The embedded servers of the stream that runs on this machine; to close this does not stop them. */
    static Optional<Broker> running(MigrationConfig config) {
        return BrokerAddress.of(config)
                .map(address -> new Broker(
                        address.bootstrapServers(),
                        Map.of(),
                        new RegistryClient(RegistryConfig.of(address.registryUrl())),
                        Optional::empty,
                        () -> {}));
    }

    private static void ensureTopics(Broker broker, Topics topics, KafkaConfig kafka) {
        try (Admin admin = admin(broker.bootstrapServers(), broker.client())) {
            new TopicAdmin(admin, ADMIN_LIMIT).ensure(topics, settings(kafka));
        }
    }

    /** The same with another look at the registry. */
    Broker with(SchemaRegistry other) {
        return new Broker(bootstrapServers, client, other, trouble, stop);
    }

    /** The ids of the topics that are there, by name. */
    Map<String, String> topicIds(Topics topics) {
        try (Admin admin = admin(bootstrapServers, client)) {
            return new TopicAdmin(admin, ADMIN_LIMIT).ids(topics);
        }
    }

    private static TopicSettings settings(KafkaConfig kafka) {
        return new TopicSettings(
                kafka.partitions(),
                (short) kafka.replicationFactor(),
                TopicSettings.DEFAULT.compression(),
                kafka.maxMessageBytes(),
                TopicSettings.DEFAULT.retention());
    }

    /** How many brokers the configured cluster has. */
    static int brokers(MigrationConfig config) {
        try (Admin admin = admin(config.kafka())) {
            return new TopicAdmin(admin, LOOK_LIMIT).brokers();
        }
    }

    /** How many of the migration's topics are on the configured cluster, each as it must be. */
    static int usableTopics(MigrationConfig config) {
        try (Admin admin = admin(config.kafka())) {
            return new TopicAdmin(admin, LOOK_LIMIT)
                    .requireUsable(new Topics(config.sourceId()), settings(config.kafka()));
        }
    }

    /** Ends when the configured registry answers. */
    static void pingRegistry(MigrationConfig config) {
        new RegistryClient(registryOf(config.kafka())).ping();
    }

    static Admin admin(KafkaConfig kafka) {
        return admin(kafka.bootstrapServers().orElseThrow(), kafka.client().settings());
    }

    private static Admin admin(String bootstrapServers, Map<String, String> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        // A client that is closed waits as long for what was not answered.
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ADMIN_LIMIT.toMillis());
        return Admin.create(properties);
    }

    /** The migration's topics on the configured cluster. */
    static List<String> existingTopics(MigrationConfig config) {
        try (Admin admin = admin(config.kafka())) {
            return new TopicAdmin(admin, LOOK_LIMIT).existing(new Topics(config.sourceId()));
        }
    }

    /** The migration's subjects in the configured registry. */
    static List<String> existingSubjects(MigrationConfig config) {
        return new RegistryClient(registryOf(config.kafka())).subjects(new Topics(config.sourceId()).prefix());
    }

    /** Forgets the migration's schemas in the configured registry: the next ones need not be compatible with them. */
    static void forgetSchemas(MigrationConfig config) {
        var registry = new RegistryClient(registryOf(config.kafka()));
        try {
            registry.removeAll(new Topics(config.sourceId()).prefix());
        } catch (MigrationException e) {
            if (e.code() != ErrorCode.REGISTRY_REJECTED) {
                throw e;
            }
            // Not everybody may delete; the next schemas are then only refused where columns have changed their type.
            LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("Schemas stay in the registry");
        }
    }

    /** Deletes the migration's topics on the configured cluster, and its consumer groups. */
    static void forget(MigrationConfig config) {
        try (Admin admin = admin(config.kafka())) {
            var topics = new Topics(config.sourceId());
            var topicAdmin = new TopicAdmin(admin, ADMIN_LIMIT);
            topicAdmin.remove(topics);
            topicAdmin.removeGroup(topics.transformGroup());
            topicAdmin.removeGroup(topics.sinkGroup());
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
