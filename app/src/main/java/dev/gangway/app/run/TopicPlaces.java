package dev.gangway.app.run;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.TopicAdmin;
import dev.gangway.events.Topics;
import dev.gangway.mysql.state.SinkStateStore.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the topics of a configured cluster still hold what the target is to read next.
 *
 * @param missingTopics topics of the migration that are not there
 * @param lost one line per partition whose next record is not there any more, or that was emptied
 */
public record TopicPlaces(List<String> missingTopics, List<String> lost) {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    public TopicPlaces {
        missingTopics = List.copyOf(missingTopics);
        lost = List.copyOf(lost);
    }

    /**
     * Asks the cluster.
     *
     * @param next the next record to read per partition
     * @throws MigrationException BROKER_UNAVAILABLE, or why it refuses us
     */
    public static TopicPlaces of(MigrationConfig config, Map<Partition, Long> next) {
        var missing = new TreeSet<>(new Topics(config.sourceId()).all());
        Broker.existingTopics(config).forEach(missing::remove);
        Map<TopicPartition, Long> wanted = new HashMap<>();
        next.forEach((partition, offset) -> {
            if (!missing.contains(partition.topic())) {
                wanted.put(new TopicPartition(partition.topic(), partition.number()), offset);
            }
        });
        try (Admin admin = Broker.admin(config.kafka())) {
            var topics = new TopicAdmin(admin, LIMIT);
            Map<TopicPartition, Long> first = topics.offsets(wanted.keySet(), OffsetSpec.earliest());
            Map<TopicPartition, Long> end = topics.offsets(wanted.keySet(), OffsetSpec.latest());
            var lost = new ArrayList<String>();
            wanted.forEach((partition, offset) -> {
                long from = first.getOrDefault(partition, 0L);
                long to = end.getOrDefault(partition, 0L);
                if (offset < from || offset > to) {
                    lost.add("%s: the target goes on at %d, the topic has %d to %d"
                            .formatted(partition, offset, from, to));
                }
            });
            lost.sort(null);
            return new TopicPlaces(List.copyOf(missing), lost);
        }
    }
}
