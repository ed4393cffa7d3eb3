package dev.gangway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilentRoundingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    decimal(12,4)  | int(11)       | 1.5000                     | rounded to a whole number
                    decimal(12,4)  | int(11)       | 1.0000                     |
                    decimal(12,4)  | int(11)       | -7.0001                    | rounded to a whole number
                    varchar(20)    | smallint      | 12                         |
                    varchar(20)    | smallint      | 1.2e1                      |
                    varchar(20)    | smallint      | 12e-1                      | rounded to a whole number
                    varchar(20)    | smallint      | no. number                 |
                    datetime(6)    | datetime      | 2010-01-01 00:00:00.600000 | fraction of a second rounded or cut
                    datetime(6)    | datetime      | 2010-01-01 00:00:00.000000 |
                    datetime(6)    | timestamp(3)  | 2010-01-01 00:00:00.123000 |
                    datetime(6)    | timestamp(3)  | 2010-01-01 00:00:00.123400 | fraction of a second rounded or cut
                    datetime       | datetime      | 2010-01-01 00:00:00.6      |
                    time(1)        | time          | 10:00:00.7                 | fraction of a second rounded or cut
                    double         | float         | 0.123456789                | rounded to a float's digits
                    double         | float         | 0.125                      |
                    double         | float         | 1.0E20                     |
                    decimal(20,10) | double        | 1234567890.1234567891      | rounded to a double's digits
                    decimal(12,4)  | double        | 0.1000                     |
                    float          | double        | 0.10000000149011612        |
                    decimal(12,4)  | decimal(12,2) | 1.2345                     |
                    int(11)        | varchar(3)    | 1000                       |
                    """)
    void countsWhatNoServerWarnsOf(String from, String to, String value, @Nullable String reason) {
        assertThat(losses(from, to, value, Set.of())).isEqualTo(reason == null ? List.of() : List.of("c " + reason));
    }

    @Test
    void countsZeroBytesThatFillUpAValue() {
        assertThat(losses("varbinary(4)", "binary(4)", new byte[3], Set.of()))
                .containsExactly("c filled up with zero bytes");
        assertThat(losses("varbinary(4)", "binary(4)", new byte[4], Set.of())).isEmpty();
        assertThat(losses("binary(4)", "binary(4)", new byte[4], Set.of())).isEmpty();
    }

    @Test
    void looksAtWhateverAHandlerGives() {
        assertThat(losses("int(11)", "int(11)", "2.5", Set.of())).isEmpty();
        assertThat(losses("int(11)", "int(11)", "2.5", Set.of("c"))).containsExactly("c rounded to a whole number");
    }

    @Test
    void looksNowhereWhereTypesAreAlike() {
        assertThat(rounding("int(11)", "bigint(20)", Set.of()).isNever()).isTrue();
        assertThat(rounding("datetime", "timestamp", Set.of()).isNever()).isTrue();
        assertThat(rounding("decimal(12,4)", "decimal(20,4)", Set.of()).isNever())
                .isTrue();
        assertThat(rounding("float", "float", Set.of()).isNever()).isTrue();
    }

    private static SilentRounding rounding(String from, String to, Set<String> handled) {
        return SilentRounding.of(
                Schemas.table("s", "c " + from),
                Schemas.table("t", "c " + to),
                List.of(new ColumnCopy("c", "c")),
                handled);
    }

    private static List<String> losses(String from, String to, Object value, Set<String> handled) {
        Table target = Schemas.table("t", "c " + to);
        Row source = Row.full(Layout.of(Schemas.table("s", "c " + from)), new Object[] {value});
        Row mapped = Row.full(Layout.of(target), new Object[] {value});
        var found = new ArrayList<String>();
        rounding(from, to, handled)
                .count(
                        List.of(source),
                        List.of(new MappedRow(mapped, List.of(), null)),
                        (table, field, reason) -> found.add(field + " " + reason));
        return found;
    }
}
