package dev.gangway.sink.read;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.Watermark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Holds events of all partitions until a watermark has arrived in each of them; then everything up to it can be applied.
 * Events of one partition come in position order. One thread at a time.
 */
public final class CutBuffer {
    private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
    private final long maxBytes;
    private final int maxBatchBytes;
    private final int maxBatchRows;
    private long bytes;
    private boolean insideTransaction;

    public CutBuffer(Collection<TopicPartition> partitions, ReadLimits limits) {
        partitions.forEach(partition -> lanes.put(partition, new Lane()));
        this.maxBytes = limits.maxBufferBytes();
        this.maxBatchBytes = limits.maxBatchBytes();
        this.maxBatchRows = limits.maxBatchRows();
    }

    public void add(RowEvent event) {
        Lane lane = lanes.get(event.partition());
        if (lane == null) {
            throw new IllegalArgumentException("Unknown partition " + event.partition());
        }
        lane.events.addLast(event);
        bytes += event.bytes();
        if (event instanceof RowEvent.Cut cut) {
            lane.cuts.addLast(cut.watermark());
        }
    }

    /** Size of the records held. */
    public long bytes() {
        return bytes;
    }

    public void clear() {
        lanes.values().forEach(Lane::clear);
        bytes = 0;
        insideTransaction = false;
    }

    /** Partitions that hold a watermark already, while others are waited for. */
    public Set<TopicPartition> waiting() {
        return lanes.entrySet().stream()
                .filter(e -> !e.getValue().cuts.isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Removes and returns everything up to a watermark that all partitions have reached; empty when there is none. Inside a
     * source transaction it only cuts when the transaction is too large to be held.
     */
    public Optional<Batch> next() {
        Lane slowest = slowest();
        if (slowest == null) {
            return Optional.empty();
        }
        List<Watermark> cuts = usable(List.copyOf(slowest.cuts));
        var taken = new Taken();
        for (Watermark cut : cuts) {
            lanes.forEach((partition, lane) -> lane.take(partition, cut.position(), taken));
            taken.watermark = cut;
            if (taken.bytes >= maxBatchBytes || taken.changes.size() >= maxBatchRows) {
                break;
            }
        }
        bytes -= taken.bytes;
        if (taken.watermark == null) {
            return Optional.empty();
        }
        insideTransaction = !taken.watermark.endsTransaction();
        return Optional.of(taken.batch());
    }

    private List<Watermark> usable(List<Watermark> cuts) {
        if (insideTransaction || bytes > maxBytes) {
            return cuts;
        }
        return cuts.stream().filter(Watermark::endsTransaction).toList();
    }

    /** The partition whose last watermark is the earliest; null when one has none. */
    private @Nullable Lane slowest() {
        if (lanes.values().stream().anyMatch(lane -> lane.cuts.isEmpty())) {
            return null;
        }
        return lanes.values().stream()
                .min(Comparator.comparing(lane -> lane.lastCut().position()))
                .orElse(null);
    }

    /** What is held of one partition. */
    private static final class Lane {
        private final Deque<RowEvent> events = new ArrayDeque<>();
        private final Deque<Watermark> cuts = new ArrayDeque<>();

        Watermark lastCut() {
            return cuts.getLast();
        }

        void clear() {
            events.clear();
            cuts.clear();
        }

        void take(TopicPartition partition, SourcePosition limit, Taken taken) {
            while (!events.isEmpty() && isUpTo(events.getFirst(), limit)) {
                RowEvent event = events.removeFirst();
                if (event instanceof RowEvent.Cut) {
                    cuts.removeFirst();
                }
                taken.add(partition, event);
            }
        }

        private static boolean isUpTo(RowEvent event, SourcePosition limit) {
            if (event instanceof RowEvent.Change change) {
                return !change.position().isAfter(limit);
            }
            return !(event instanceof RowEvent.Cut cut)
                    || !cut.watermark().position().isAfter(limit);
        }
    }

    /** What a batch is made of. */
    private static final class Taken {
        private final List<RowEvent.Change> changes = new ArrayList<>();
        private final List<RowEvent.Stray> strays = new ArrayList<>();
        private final Map<TopicPartition, Long> offsets = new HashMap<>();
        private final Map<String, Long> captured = new HashMap<>();
        private @Nullable Watermark watermark;
        private long bytes;

        void add(TopicPartition partition, RowEvent event) {
            bytes += event.bytes();
            offsets.put(partition, event.offset() + 1);
            if (event instanceof RowEvent.Change change) {
                changes.add(change);
            } else if (event instanceof RowEvent.Cut cut) {
                captured.putAll(cut.watermark().captured());
            } else if (event instanceof RowEvent.Stray stray) {
                strays.add(stray);
            }
        }

        Batch batch() {
            if (watermark == null) {
                throw new IllegalStateException("A batch ends at a watermark");
            }
            changes.sort(Comparator.comparing(RowEvent.Change::position));
            return new Batch(watermark, changes, strays, offsets, captured);
        }
    }
}
