package dev.gangway.mysql.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NullCoercionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneId.of("Asia/Tokyo"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "int(11)|0",
                "decimal(12,4)|0",
                "varchar(9)|\"\"",
                "date|0000-00-00",
                "datetime|0000-00-00 00:00:00",
                "time|00:00:00",
                "timestamp|2026-01-02 03:04:05",
                "enum('a''b','c')|a'b",
                "set('a','b')|\"\"",
            })
    void givesNotNullColumnsTheTypesImplicitDefault(String type, String expected) {
        Table table = table(new Column("c", type, false, null, false, false, null));
        var row = new Row(Layout.of(table));
        row.set("c", null);
        var coerced = new ArrayList<String>();

        new NullCoercion(CLOCK).apply(table, List.of(row), coerced::add);

        assertThat(row.get("c")).isEqualTo(expected);
        assertThat(coerced).containsExactly("c");
    }

    @Test
    void leavesNullableAutoIncrementAndAbsentFieldsAlone() {
        Table table = table(
                new Column("id", "int(11)", false, null, true, false, null),
                new Column("free", "int(11)", true, null, false, false, null),
                new Column("absent", "int(11)", false, null, false, false, null));
        var row = new Row(Layout.of(table));
        row.set("id", null);
        row.set("free", null);
        var coerced = new ArrayList<String>();

        new NullCoercion(CLOCK).apply(table, List.of(row), coerced::add);

        assertThat(coerced).isEmpty();
        assertThat(row.isSet("absent")).isFalse();
    }

    private static Table table(Column... columns) {
        return new Table("t", List.of(columns), List.of(), List.of(), List.of(), "InnoDB", false, 0);
    }
}
