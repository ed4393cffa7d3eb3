package dev.gangway.events.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameListsTest {
    private final NameLists<List<String>> lists = new NameLists<>(names -> names);

    @Test
    void givesTheSameObjectForTheSameNames() {
        List<String> first = lists.array(input(List.of("id", "größe"), 2));

        assertThat(first).containsExactly("id", "größe");
        assertThat(lists.array(input(List.of("id", "größe"), 1))).isSameAs(first);
        assertThat(lists.array(input(List.of("id"), 1))).containsExactly("id");
        assertThat(lists.array(input(List.of(), 1))).isEmpty();
        assertThat(lists.array(input(List.of("id", "größe"), 2))).isSameAs(first);
    }

    @Test
    void readsListsThatBeginAlikeWhateverCameBefore() {
        var random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            var names = new ArrayList<String>();
            for (int n = random.nextInt(5); n > 0; n--) {
                names.add("" + (char) ('a' + random.nextInt(3)));
            }
            int block = 1 + random.nextInt(3);

            assertThat(lists.array(input(names, block))).isEqualTo(names);
        }
    }

    @Test
    void readsTheValuesOfAMapBetweenItsNames() {
        for (String second : List.of("b", "c", "b")) {
            var out = new AvroOutput();
            out.number(2);
            out.text("a");
            out.number(7);
            out.text(second);
            out.number(8);
            out.number(0);
            var values = new ArrayList<Object>();

            List<String> names = lists.map(new AvroInput(out.toBytes(), 0), AvroInput::number, values);

            assertThat(names).containsExactly("a", second);
            assertThat(values).containsExactly(7L, 8L);
        }
    }

    /** The names in blocks of so many, as Avro allows. */
    private static AvroInput input(List<String> names, int block) {
        var out = new AvroOutput();
        for (int from = 0; from < names.size(); from += block) {
            List<String> some = names.subList(from, Math.min(names.size(), from + block));
            out.number(some.size());
            some.forEach(out::text);
        }
        out.number(0);
        return new AvroInput(out.toBytes(), 0);
    }
}
