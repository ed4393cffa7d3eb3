package dev.gangway.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.state.WaitingChange;
import dev.gangway.sink.apply.WaitingIndex.Hopes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An order waits for a person, its item and the item's option behind it, another order has nothing to do with them. */
class WaitingIndexTest {
    private static final WaitingChange ORDER = waiting(1, "order", "id=1", "");
    private static final WaitingChange ITEM = waiting(2, "item", "id=5", "order id=1");
    private static final WaitingChange OPTION = waiting(3, "option", "id=7", "item id=5");
    private static final WaitingChange OTHER = waiting(4, "order", "id=2", "");

    private final WaitingIndex index = new WaitingIndex(List.of(ORDER, ITEM, OPTION, OTHER));

    @Test
    void hopesForTheWholeQueueWhenItsHeadComesAgain() {
        Hopes hopes = index.hopes(List.of(change("order", "id=1")), Set.of());

        assertThat(hopes.renewed()).containsExactly(1L);
        assertThat(hopes.followers()).containsExactly(ITEM, OPTION);
        assertThat(hopes.blocking()).containsExactly(OTHER);
    }

    @Test
    void hopesForNothingWhenNothingThatWaitsComesAgain() {
        Hopes hopes = index.hopes(List.of(change("order", "id=3"), change("order", "")), Set.of());

        assertThat(hopes.isEmpty()).isTrue();
        assertThat(hopes.blocking()).hasSize(4);
    }

    @Test
    void hopesForNothingOfWhatWasTriedInVain() {
        Hopes hopes = index.hopes(List.of(change("order", "id=1")), Set.of(1L));

        assertThat(hopes.isEmpty()).isTrue();
        assertThat(hopes.blocking()).contains(ORDER, ITEM);
    }

    @Test
    void letsAQueueFollowWhoseHeadIsGone() {
        var headless = new WaitingIndex(List.of(ITEM, OPTION, OTHER));

        assertThat(headless.hopes(List.of(), Set.of()).followers()).containsExactly(ITEM, OPTION);
    }

    @Test
    void letsTwoChangesOfOneRowFollowThatWaitForNothingButThatRow() {
        var first = new WaitingChange(2, "a", "id=1", List.of("order id=9"), "order id=9");
        var second = new WaitingChange(3, "b", "id=1", List.of("order id=9"), "order id=9");

        assertThat(new WaitingIndex(List.of(first, second))
                        .hopes(List.of(), Set.of())
                        .followers())
                .containsExactly(first, second);
    }

    @Test
    void knowsTheEarlierChangesOfARow() {
        var again = waiting(9, "item", "id=5", "order id=1");

        assertThat(new WaitingIndex(List.of(ITEM, again)).before(9)).containsExactly(ITEM);
        assertThat(index.before(2)).isEmpty();
    }

    private static WaitingChange waiting(long id, String table, String key, String behind) {
        return new WaitingChange(id, "s_" + table, key, List.of(table + " " + key), behind);
    }

    private static MappedChange change(String table, String key) {
        return new MappedChange("s_" + table, key, new SourcePosition(1, 1, 0), "t", 0, List.of(), null);
    }
}
