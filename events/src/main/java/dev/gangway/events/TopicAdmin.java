package dev.gangway.events;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of a source-id that are missing and checks those that exist. Idempotent. */
public final class TopicAdmin {
    private static final Logger LOGGER = LoggerFactory.getLogger(TopicAdmin.class);

    private final Admin admin;
    private final Duration timeout;

    public TopicAdmin(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /**
     * After this call all topics exist and are usable.
     *
     * @throws MigrationException {@link ErrorCode#TOPIC_INVALID} naming every topic that is not as it must be,
     *     {@link ErrorCode#BROKER_UNAVAILABLE} when the cluster does not answer
     */
    public void ensure(Topics topics, TopicSettings settings) {
        Set<String> existing = await("list topics", admin.listTopics().names());
        List<NewTopic> missing = topics.all().stream()
                .filter(name -> !existing.contains(name))
                .map(name -> newTopic(topics, name, settings))
                .toList();
        create(missing);
        check(topics.all().stream().filter(existing::contains).toList(), topics, settings);
    }

    /**
     * How many of the topics exist already; makes none.
     *
     * @throws MigrationException {@link ErrorCode#TOPIC_INVALID} naming every topic that is not as it must be,
     *     {@link ErrorCode#BROKER_UNAVAILABLE} when the cluster does not answer
     */
    public int requireUsable(Topics topics, TopicSettings settings) {
        Set<String> existing = await("list topics", admin.listTopics().names());
        List<String> ours = topics.all().stream().filter(existing::contains).toList();
        check(ours, topics, settings);
        return ours.size();
    }

    /**
     * How many brokers the cluster has now.
     *
     * @throws MigrationException {@link ErrorCode#BROKER_UNAVAILABLE} when it does not answer
     */
    public int brokers() {
        return await("name its brokers", admin.describeCluster().nodes()).size();
    }

    /**
     * Deletes every topic of the source-id, also those that only one stage knows. The consumer group's offsets go with them.
     *
     * @throws MigrationException {@link ErrorCode#BROKER_UNAVAILABLE} when the cluster does not answer
     */
    public void remove(Topics topics) {
        List<String> ours = existing(topics);
        await(
                "delete the topics of " + topics.sourceId(),
                admin.deleteTopics(ours).all());
    }

    /**
     * Forgets a consumer group that has no members; one that is not there is fine.
     *
     * @throws MigrationException {@link ErrorCode#BROKER_UNAVAILABLE} when the cluster does not answer
     */
    public void removeGroup(String group) {
        try {
            await(
                    "delete the consumer group " + group,
                    admin.deleteConsumerGroups(List.of(group)).all());
        } catch (MigrationException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    /**
     * The topics of the source-id that exist, also those that only one stage knows.
     *
     * @throws MigrationException {@link ErrorCode#BROKER_UNAVAILABLE} when the cluster does not answer
     */
    public List<String> existing(Topics topics) {
        return await("list topics", admin.listTopics().names()).stream()
                .filter(topics::isOurs)
                .sorted()
                .toList();
    }

    /**
     * The ids of these topics by name: one that is deleted and made anew has another. None where the cluster gives none.
     *
     * @throws MigrationException {@link ErrorCode#BROKER_UNAVAILABLE} when the cluster does not answer
     */
    public Map<String, String> ids(Topics topics) {
        var ids = new HashMap<String, String>();
        await("describe topics", admin.describeTopics(existing(topics)).allTopicNames())
                .forEach((name, topic) -> {
                    if (!topic.topicId().equals(Uuid.ZERO_UUID)) {
                        ids.put(name, topic.topicId().toString());
                    }
                });
        return ids;
    }

    private static NewTopic newTopic(Topics topics, String name, TopicSettings settings) {
        return new NewTopic(name, partitions(topics, name, settings), settings.replication())
                .configs(TopicExpectation.of(topics, name, settings).configs());
    }

    private static int partitions(Topics topics, String name, TopicSettings settings) {
        return topics.domainOf(name).isPresent() ? settings.partitions() : 1;
    }

    private void create(List<NewTopic> missing) {
        if (missing.isEmpty()) {
            return;
        }
        admin.createTopics(missing).values().forEach((name, future) -> {
            try {
                await("create topic " + name, future);
            } catch (MigrationException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
        LOGGER.atInfo().addKeyValue("topics", missing.size()).log("Topics created");
    }

    private void check(List<String> names, Topics topics, TopicSettings settings) {
        var problems = new Problems();
        Map<String, TopicDescription> described =
                await("describe topics", admin.describeTopics(names).allTopicNames());
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs = await(
                "describe topic settings", admin.describeConfigs(resources).all());
        described.forEach((name, topic) -> checkPartitions(topic, partitions(topics, name, settings), problems));
        configs.forEach((resource, config) ->
                checkConfig(resource.name(), config, TopicExpectation.of(topics, resource.name(), settings), problems));
        problems.throwIfErrors(ErrorCode.TOPIC_INVALID, "Topics exist but cannot be used:");
    }

    private static void checkPartitions(TopicDescription topic, int expected, Problems problems) {
        int actual = topic.partitions().size();
        if (actual != expected) {
            problems.error(
                    new Place(topic.name(), 0),
                    "has " + actual + " partitions, needs " + expected + ": set the partition count in <kafka> to "
                            + actual + " or delete the topics of this source-id");
        }
    }

    private static void checkConfig(String topic, Config actual, TopicExpectation expected, Problems problems) {
        checkEqual(topic, actual, TopicConfig.CLEANUP_POLICY_CONFIG, expected.cleanupPolicy(), problems);
        checkEqual(topic, actual, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TopicExpectation.TIMESTAMP_TYPE, problems);
        String bytes = actual.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
        if (Integer.parseInt(bytes) < expected.maxMessageBytes()) {
            problems.error(
                    new Place(topic, 0),
                    "has max.message.bytes=" + bytes + ", needs at least " + expected.maxMessageBytes()
                            + ": alter the topic with kafka-configs");
        }
    }

    private static void checkEqual(String topic, Config actual, String name, String expected, Problems problems) {
        String value = actual.get(name).value();
        if (!value.equals(expected)) {
            problems.error(
                    new Place(topic, 0),
                    "has " + name + "=" + value + ", needs " + expected + ": alter the topic with kafka-configs");
        }
    }

    /**
     * An offset of each of these partitions, which exist.
     *
     * @throws MigrationException {@link ErrorCode#BROKER_UNAVAILABLE} when the cluster does not answer
     */
    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await("list offsets", admin.listOffsets(question).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private <T> T await(String what, KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while asking Kafka to " + what, e);
        } catch (TimeoutException e) {
            throw unavailable(what, e);
        } catch (ExecutionException e) {
            throw failure(what, e.getCause() == null ? e : e.getCause());
        }
    }

    private static MigrationException failure(String what, Throwable cause) {
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return unavailable(what, cause);
        }
        MigrationException explained = KafkaErrors.explain(cause, "the request to " + what, "the program");
        return explained.code() == ErrorCode.BROKER_UNAVAILABLE
                        && cause instanceof ApiException
                        && !(cause instanceof RetriableException)
                ? new MigrationException(
                        ErrorCode.TOPIC_INVALID, "Kafka refused to " + what + ": " + cause.getMessage(), cause)
                : explained;
    }

    private static MigrationException unavailable(String what, Throwable cause) {
        return new MigrationException(
                ErrorCode.BROKER_UNAVAILABLE,
                "Kafka did not answer the request to " + what
                        + ": check bootstrap-servers in <kafka> and that the brokers are up",
                cause);
    }
}
