package dev.gangway.app.reemit;

import dev.gangway.app.run.ChangeTopics;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.plan.CaptureScope;
import dev.gangway.core.schema.Table;
import dev.gangway.events.registry.RecordDeserializer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Listens to the changes topics from now on for the keys of rows that change. One thread. */
final class ChangedKeys implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ChangeTopics topics;
    private final Consumer<byte[], byte[]> consumer;
    private final Gathered gathered;
    private final KeyCollector collector;

    /** {@code most}: more different keys are only counted. */
    ChangedKeys(MigrationContext context, int most) {
        this.topics = ChangeTopics.open(context);
        this.consumer = topics.consumer();
        this.gathered = new Gathered(most);
        Map<String, Table> tables = CaptureScope.of(context.plan()).stream()
                .collect(Collectors.toMap(Table::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.collector = new KeyCollector(gathered, tables, table -> true, new RecordDeserializer(topics.registry()));
        List<TopicPartition> partitions =
                ChangeTopics.partitions(consumer, topics.topics().allChanges());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> consumer.position(partition, LIMIT)); // or the end is looked up later
    }

    /**
     * Keys of rows.
     *
     * @param byTable by source table, as many as are wanted
     * @param left how many more there were
     */
    record Keys(Map<String, Collection<Map<String, Object>>> byTable, long left) {
        long count() {
            return byTable.values().stream().mapToLong(Collection::size).sum();
        }
    }

    /** Listens for so long and returns what has changed since the last call. */
    Keys take(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        do {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                collector.take(record);
            }
        } while (System.nanoTime() < end);
        collector.finish();
        return gathered.take();
    }

    @Override
    public void close() {
        consumer.close();
        topics.close();
    }

    /** Keeps each key once. A table that was emptied as a whole is for a comparison of everything. */
    private static final class Gathered implements KeyCollector.KeySink {
        private final int most;
        private final Map<String, Set<Map<String, Object>>> keys = new LinkedHashMap<>();
        private int kept;
        private long left;

        Gathered(int most) {
            this.most = most;
        }

        @Override
        public void add(String table, List<Map<String, Object>> some) {
            Set<Map<String, Object>> known = keys.computeIfAbsent(table, name -> new LinkedHashSet<>());
            for (Map<String, Object> key : some) {
                if (known.contains(key)) {
                    continue;
                }
                if (kept < most) {
                    known.add(key);
                    kept++;
                } else {
                    left++;
                }
            }
        }

        @Override
        public void addAll(String table) {
            left++;
        }

        Keys take() {
            Map<String, Collection<Map<String, Object>>> all = new LinkedHashMap<>();
            keys.forEach((table, some) -> {
                if (!some.isEmpty()) {
                    all.put(table, some);
                }
            });
            var taken = new Keys(all, left);
            keys.clear();
            kept = 0;
            left = 0;
            return taken;
        }
    }
}
