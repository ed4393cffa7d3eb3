package dev.gangway.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetLayoutTest {
    private final Layout table = new Layout("t", List.of("id", "a", "b"));
    private final TargetLayout target = new TargetLayout(table);

    @Test
    void takesTheFieldsThatTheTableHas() {
        Row whole = Row.full(new Layout("t", List.of("b", "gone", "id")), new Object[] {"2", "x", "1"});

        Row row = target.row(whole);

        assertThat(row.layout()).isSameAs(table);
        assertThat(row.get("id")).isEqualTo("1");
        assertThat(row.get("b")).isEqualTo("2");
        assertThat(row.isSet("a")).isFalse();
    }

    @Test
    void leavesOutWhatARowDoesNotSetWhateverTheRowBeforeHad() {
        var layout = new Layout("t", List.of("id", "a"));
        target.row(Row.full(layout, new Object[] {"1", "x"}));
        var part = new Row(layout);
        part.set("id", "2");

        Row row = target.row(part);

        assertThat(row.get("id")).isEqualTo("2");
        assertThat(row.isSet("a")).isFalse();
    }

    @Test
    void changesOneRowWithoutTheOthers() {
        var layout = new Layout("t", List.of("id"));
        Row first = target.row(Row.full(layout, new Object[] {"1"}));
        Row second = target.row(Row.full(layout, new Object[] {"2"}));

        first.set("a", "x");

        assertThat(second.isSet("a")).isFalse();
        assertThat(target.row(Row.full(layout, new Object[] {"3"})).isSet("a")).isFalse();
    }

    @Test
    void namesFieldsInTheTablesOrder() {
        assertThat(target.fields(List.of("b", "gone", "id"))).containsExactly("id", "b");
        assertThat(target.fields(List.of("a"))).containsExactly("a");
        assertThat(target.fields(List.of("b", "gone", "id"))).containsExactly("id", "b");
    }
}
