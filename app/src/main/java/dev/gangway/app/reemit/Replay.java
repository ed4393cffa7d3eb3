package dev.gangway.app.reemit;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.ReemitOperations.ReplayRequest;
import dev.gangway.app.command.ReemitOperations.Waiting;
import dev.gangway.app.run.ChangeTopics;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.CaptureScope;
import dev.gangway.core.schema.Table;
import dev.gangway.events.Domain;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.RunLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the rows that changed since a point and requests each once, as it is today: the target then never goes back in time,
 * and ends as if nothing had ever disturbed it.
 */
final class Replay {
    static final String REASON = "replay";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long SAY_EVERY = 500_000;

    private final MigrationContext context;
    private final ReplayRequest request;
    private final Console console;
    private final ReemitStore store;
    private final Map<String, Table> tables;

    Replay(MigrationContext context, ReplayRequest request, Console console) {
        this.context = context;
        this.request = request;
        this.console = console;
        this.store = new ReemitStore(context.databases().state());
        this.tables = CaptureScope.of(context.plan()).stream()
                .collect(Collectors.toMap(Table::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        request.table().ifPresent(name -> Backfill.captured(context.plan(), name));
    }

    /** Returns the exit code. */
    int run(Waiting waiting) {
        long number;
        try (RunLock alone = RunLock.take(context.databases().state(), REASON)) {
            forgetUnfinished();
            number = store.begin(REASON, "gangway replay");
            KeyCollector collected = collect(number);
            collected
                    .unknown()
                    .forEach((table, count) -> console.say(
                            "warning: the rows of %,d changes of %s are not known: gangway backfill --table %s sends them all"
                                    .formatted(count, table, table)));
            if (request.preview()) {
                new ReplayPreview(context, store, console).tell(number, collected.records(), waiting.json());
                return ExitCode.DONE;
            }
            store.release(number);
        }
        return new AwaitedRequest(store, number, console).run(waiting);
    }

    /** What a killed replay has gathered is of no use any more. */
    private void forgetUnfinished() {
        store.unsent().stream()
                .filter(progress -> !progress.released() && progress.reason().equals(REASON))
                .forEach(progress -> store.cancel(progress.id()));
    }

    private KeyCollector collect(long number) {
        try (ChangeTopics changes = ChangeTopics.open(context);
                Consumer<byte[], byte[]> consumer = changes.consumer()) {
            List<TopicPartition> partitions = partitions(changes.topics(), consumer);
            Map<TopicPartition, Long> from = new ReplayPoint(consumer, partitions).offsets(request.from());
            var collector = new KeyCollector(
                    KeyCollector.KeySink.of(store, number),
                    tables,
                    this::isWanted,
                    new RecordDeserializer(changes.registry()));
            read(consumer, from, collector);
            collector.finish();
            return collector;
        } catch (RuntimeException e) {
            store.cancel(number);
            throw e;
        }
    }

    private boolean isWanted(String table) {
        return request.table().map(table::equals).orElse(true);
    }

    private List<TopicPartition> partitions(Topics topics, Consumer<byte[], byte[]> consumer) {
        List<String> names = request.domain()
                .map(label -> List.of(topics.changes(domain(label))))
                .orElseGet(topics::allChanges);
        return ChangeTopics.partitions(consumer, names);
    }

    private static Domain domain(String label) {
        try {
            return Domain.of(label);
        } catch (IllegalArgumentException e) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "There is no domain \"" + label + "\"; known: "
                            + Arrays.stream(Domain.values()).map(Domain::label).collect(Collectors.joining(", ")),
                    e);
        }
    }

    /** Up to where the topics end now: what comes later is carried by the stream anyway. */
    private void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from, KeyCollector collector) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet(), LIMIT);
        var open = new ArrayList<>(from.keySet());
        open.removeIf(partition -> from.getOrDefault(partition, 0L) >= ends.getOrDefault(partition, 0L));
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
        long nextSay = SAY_EVERY;
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                collector.take(record);
            }
            if (collector.records() >= nextSay) {
                nextSay += SAY_EVERY;
                console.say(String.format(Locale.ROOT, "%,d changes looked at", collector.records()));
            }
            if (open.removeIf(partition -> consumer.position(partition, LIMIT) >= ends.getOrDefault(partition, 0L))) {
                consumer.assign(open);
            }
        }
    }
}
