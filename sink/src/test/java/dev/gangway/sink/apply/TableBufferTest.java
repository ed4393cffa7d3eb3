package dev.gangway.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableBufferTest {
    private static final Layout LAYOUT = new Layout("t", List.of("id", "a", "b"));

    private final TableBuffer buffer = new TableBuffer();

    @Test
    void keepsOnlyTheLastWriteOfARow() {
        ChangeOutcome first = change();
        buffer.put(PendingWrite.upsert(first, List.of("id"), row("id", "1", "a", "x", "b", "y")));
        buffer.put(PendingWrite.delete(change(), List.of("id"), row("id", "1")));

        assertThat(buffer.upserts()).isEmpty();
        assertThat(buffer.deletes()).hasSize(1);
        assertThat(first.outcome()).isEqualTo(ChangeOutcome.Outcome.COALESCED);
    }

    @Test
    void completesAPartialWriteFromTheOneBefore() {
        buffer.put(PendingWrite.upsert(change(), List.of("id"), row("id", "1", "a", "x", "b", "y")));
        buffer.put(PendingWrite.upsert(change(), List.of("id"), row("id", "1", "a", "z")));

        assertThat(buffer.upserts())
                .singleElement()
                .extracting(PendingWrite::row)
                .isEqualTo(row("id", "1", "a", "z", "b", "y"));
    }

    @Test
    void removesARowThatWasDeletedAndComesBack() {
        buffer.put(PendingWrite.delete(change(), List.of("id"), row("id", "1")));
        buffer.put(PendingWrite.upsert(change(), List.of("id"), row("id", "1", "a", "z")));
        buffer.put(PendingWrite.upsert(change(), List.of("id"), row("id", "1", "b", "y")));

        assertThat(buffer.deletes())
                .singleElement()
                .extracting(PendingWrite::keyRow)
                .isEqualTo(row("id", "1"));
        assertThat(buffer.upserts())
                .singleElement()
                .extracting(PendingWrite::row)
                .isEqualTo(row("id", "1", "a", "z", "b", "y"));
    }

    @Test
    void writesRowsInTheOrderOfTheirLastWrites() {
        buffer.put(PendingWrite.upsert(change(), List.of("id"), row("id", "1", "a", "x")));
        buffer.put(PendingWrite.upsert(change(), List.of("id"), row("id", "2", "a", "x")));
        buffer.put(PendingWrite.upsert(change(), List.of("id"), row("id", "1", "a", "y")));

        assertThat(buffer.upserts()).map(w -> w.row().get("id")).containsExactly("2", "1");
    }

    @Test
    void refusesToCompareRowsByDifferentKeys() {
        buffer.put(PendingWrite.upsert(change(), List.of("id"), row("id", "1")));

        assertThat(buffer.isForeign(PendingWrite.delete(change(), List.of("a"), row("a", "x"))))
                .isTrue();
        assertThat(buffer.isForeign(PendingWrite.delete(change(), List.of("id"), row("id", "x"))))
                .isFalse();
    }

    private static ChangeOutcome change() {
        return new ChangeOutcome(
                new MappedChange("s", "1", SourcePosition.START, "", 0, List.of(new TargetOperation.Clear("t")), null));
    }

    private static Row row(String... namesAndValues) {
        var row = new Row(LAYOUT);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.set(namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
