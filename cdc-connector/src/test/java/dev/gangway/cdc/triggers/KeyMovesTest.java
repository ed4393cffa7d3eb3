package dev.gangway.cdc.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyMovesTest {
    private final KeyMoves moves = new KeyMoves();

    @Test
    void remembersEveryEarlierKey() {
        moves.moved(key(1), key(2));
        moves.moved(key(2), key(3));
        assertThat(moves.remaining()).containsExactly(Map.entry(key(3), List.of(key(1), key(2))));
    }

    @Test
    void deletesARowUnderAllItsKeys() {
        moves.moved(key(1), key(2));
        assertThat(moves.deleted(key(2))).containsExactly(key(1), key(2));
        assertThat(moves.deleted(key(2))).containsExactly(key(2));
        assertThat(moves.remaining()).isEmpty();
    }

    @Test
    void keepsTheOrderOfLastMoves() {
        moves.moved(key(1), key(9));
        moves.moved(key(2), key(1));
        moves.moved(key(9), key(2));
        assertThat(moves.remaining().keySet()).containsExactly(key(1), key(2));
    }

    @Test
    void putsARowBackWhoseLastMoveNeverHappened() {
        moves.moved(key(1), key(2));
        moves.moved(key(2), key(9));
        assertThat(moves.cameFrom(key(9))).hasValue(key(2));

        moves.neverHappened(key(9));

        assertThat(moves.remaining()).containsExactly(Map.entry(key(2), List.of(key(1))));
        assertThat(moves.last(key(1))).isEqualTo(key(2));
    }

    @Test
    void doesNotTellWhereARowCameFromThatAnotherHasMovedToSince() {
        moves.moved(key(1), key(9));
        moves.moved(key(2), key(1));

        assertThat(moves.cameFrom(key(9))).isEmpty();
    }

    @Test
    void knowsThatARowLeftAKeyTwice() {
        moves.moved(key(1), key(8));
        moves.moved(key(1), key(9));

        assertThat(moves.leftAgain(key(1), key(8))).isTrue();
        assertThat(moves.leftAgain(key(1), key(9))).isFalse();
    }

    private static LogEntry.Key key(int id) {
        return LogEntry.Key.of(List.of(Integer.toString(id)));
    }
}
