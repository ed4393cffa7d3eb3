package dev.gangway.sink.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CutBufferTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);

    private final CutBuffer buffer = new CutBuffer(List.of(A, B), new ReadLimits(20_000, 1000, 5_000));

    @Test
    void givesNothingBeforeEveryPartitionHasAWatermark() {
        buffer.add(change(A, 0, 5));
        buffer.add(cut(A, 1, 10, Map.of()));

        assertThat(buffer.next()).isEmpty();
        assertThat(buffer.waiting()).containsExactly(A);
    }

    @Test
    void cutsAtTheEarliestLastWatermark() {
        buffer.add(change(A, 0, 5));
        buffer.add(cut(A, 1, 10, Map.of("t", 2L)));
        buffer.add(change(A, 2, 15));
        buffer.add(cut(A, 3, 20, Map.of("t", 4L)));
        buffer.add(change(B, 0, 3));
        buffer.add(cut(B, 1, 10, Map.of()));
        buffer.add(change(B, 2, 12));

        Batch batch = buffer.next().orElseThrow();

        assertThat(batch.changes()).map(c -> c.position().offset()).containsExactly(3L, 5L);
        assertThat(batch.offsets()).containsOnly(Map.entry(A, 2L), Map.entry(B, 2L));
        assertThat(batch.captured()).containsOnly(Map.entry("t", 2L));
        assertThat(batch.watermark().position().offset()).isEqualTo(10);
        assertThat(buffer.next()).isEmpty();
    }

    @Test
    void takesSeveralCutsAtOnceWhenItFallsBehind() {
        for (int i = 0; i < 3; i++) {
            buffer.add(cut(A, i, 10 * i, Map.of("t", (long) i)));
            buffer.add(cut(B, i, 10 * i, Map.of()));
        }

        Batch batch = buffer.next().orElseThrow();

        assertThat(batch.watermark().position().offset()).isEqualTo(20);
        assertThat(batch.captured()).containsOnly(Map.entry("t", 2L));
        assertThat(buffer.bytes()).isZero();
    }

    @Test
    void endsABatchAtTheFirstWatermarkAboveItsSize() {
        for (int i = 0; i < 30; i++) {
            buffer.add(change(A, 2 * i, 10 * i));
            buffer.add(cut(A, 2 * i + 1, 10 * i, Map.of()));
            buffer.add(cut(B, i, 10 * i, Map.of()));
        }

        assertThat(buffer.next().orElseThrow().changes()).hasSize(4);
    }

    @Test
    void takesHeartbeatsAtTheSamePosition() {
        buffer.add(cut(A, 0, 10, Map.of()));
        buffer.add(cut(A, 1, 10, Map.of()));
        buffer.add(cut(B, 0, 10, Map.of()));

        assertThat(buffer.next().orElseThrow().offsets()).containsOnly(Map.entry(A, 2L), Map.entry(B, 1L));
        buffer.add(cut(B, 1, 10, Map.of()));
        assertThat(buffer.next()).isEmpty();
    }

    @Test
    void keepsATransactionTogetherThatItCanHold() {
        buffer.add(change(A, 0, 5));
        buffer.add(cut(A, 1, 10, Map.of(), false));
        buffer.add(cut(B, 0, 10, Map.of(), false));

        assertThat(buffer.next()).isEmpty();
        buffer.add(cut(A, 2, 20, Map.of()));
        buffer.add(cut(B, 1, 20, Map.of()));
        assertThat(buffer.next().orElseThrow().watermark().position().offset()).isEqualTo(20);
    }

    @Test
    void cutsATransactionThatIsTooLargeAndSaysSo() {
        for (int i = 0; i < 80; i++) {
            buffer.add(change(A, 2 * i, 10 * i));
            buffer.add(cut(A, 2 * i + 1, 10 * i, Map.of(), false));
            buffer.add(cut(B, i, 10 * i, Map.of(), false));
        }
        buffer.add(cut(A, 160, 1000, Map.of()));
        buffer.add(cut(B, 80, 1000, Map.of()));
        var ends = new ArrayList<Boolean>();

        for (Optional<Batch> batch = buffer.next(); batch.isPresent(); batch = buffer.next()) {
            ends.add(batch.get().watermark().endsTransaction());
        }

        assertThat(ends).hasSizeGreaterThan(10).endsWith(true).startsWith(false, false);
        assertThat(buffer.bytes()).isZero();
    }

    @Test
    void endsABatchThatHasEnoughChanges() {
        var small = new CutBuffer(List.of(A), new ReadLimits(20_000, 10_000, 2));
        for (int i = 0; i < 3; i++) {
            small.add(change(A, 2 * i, 10 * i));
            small.add(cut(A, 2 * i + 1, 10 * i, Map.of()));
        }

        assertThat(small.next().orElseThrow().changes()).hasSize(2);
        assertThat(small.next().orElseThrow().changes()).hasSize(1);
    }

    @Test
    void takesARecordWithoutAPlaceWithWhatComesBeforeIt() {
        buffer.add(new RowEvent.Stray(A, 0, new byte[3], "odd"));
        buffer.add(cut(A, 1, 10, Map.of()));
        buffer.add(cut(B, 0, 10, Map.of()));

        Batch batch = buffer.next().orElseThrow();

        assertThat(batch.strays()).hasSize(1);
        assertThat(batch.isEmpty()).isFalse();
    }

    @Test
    void givesEveryChangeOnceAndInOrderHoweverPartitionsInterleave() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            List<TopicPartition> partitions = List.of(A, B, new TopicPartition("c", 0), new TopicPartition("c", 1));
            Map<TopicPartition, List<RowEvent>> streams = streams(random, partitions);
            var all = new CutBuffer(partitions, new ReadLimits(20_000, 500, 5_000));
            var seen = new ArrayList<Long>();

            while (streams.values().stream().anyMatch(s -> !s.isEmpty())) {
                List<RowEvent> stream = Objects.requireNonNull(streams.get(partitions.get(random.nextInt(4))));
                for (int n = random.nextInt(20); n > 0 && !stream.isEmpty(); n--) {
                    all.add(stream.remove(0));
                }
                for (Optional<Batch> batch = all.next(); batch.isPresent(); batch = all.next()) {
                    long limit = batch.get().watermark().position().offset();
                    batch.get().changes().forEach(c -> {
                        assertThat(c.position().offset()).isLessThanOrEqualTo(limit);
                        seen.add(c.position().offset());
                    });
                }
            }

            assertThat(seen)
                    .describedAs("seed %d", seed)
                    .hasSize(300)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private static Map<TopicPartition, List<RowEvent>> streams(Random random, List<TopicPartition> partitions) {
        Map<TopicPartition, List<RowEvent>> streams = new HashMap<>();
        partitions.forEach(p -> streams.put(p, new ArrayList<>()));
        for (int i = 1; i <= 300; i++) {
            TopicPartition partition = partitions.get(random.nextInt(4));
            List<RowEvent> stream = Objects.requireNonNull(streams.get(partition));
            stream.add(change(partition, stream.size(), i));
            if (i == 300 || random.nextInt(7) == 0) {
                int at = i;
                streams.forEach((p, s) -> s.add(cut(p, s.size(), at, Map.of())));
            }
        }
        return streams;
    }

    private static RowEvent change(TopicPartition partition, long offset, long position) {
        var change = new MappedChange("t", "k", new SourcePosition(1, position, 0), "", 0, List.of(), null);
        return new RowEvent.Change(partition, offset, 300, change);
    }

    private static RowEvent cut(TopicPartition partition, long offset, long position, Map<String, Long> captured) {
        return cut(partition, offset, position, captured, true);
    }

    private static RowEvent cut(
            TopicPartition partition, long offset, long position, Map<String, Long> captured, boolean ends) {
        var watermark = new Watermark(new SourcePosition(1, position, 0), position, 0, 0, captured, false, ends);
        return new RowEvent.Cut(partition, offset, 10, watermark);
    }
}
