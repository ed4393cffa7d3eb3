package dev.gangway.proof.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.proof.find.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowComparerTest {
    private static final Table TABLE = new Table(
            "item",
            List.of(column("id", "int unsigned"), column("name", "varchar(20)"), column("price", "decimal(12,4)")),
            List.of("id"),
            List.of(),
            List.of(),
            "InnoDB",
            false,
            0);
    private static final Layout LAYOUT = Layout.of(TABLE);

    private final List<Finding> found = new ArrayList<>();

    private static Column column(String name, String type) {
        return new Column(name, type, true, null, false, false, null);
    }

    private static Row row(@Nullable Object... values) {
        return Row.full(LAYOUT, values);
    }

    private RowComparer.Result compare(List<Row> expected, List<Row> actual) throws SQLException {
        var comparer = new RowComparer(
                "item", new KeyOrder(TABLE, List.of("id")), TABLE.columns(), Map.of("name", (a, b) -> a.toString()
                        .equalsIgnoreCase(b.toString())));
        return comparer.compare(RowComparer.Rows.of(expected), RowComparer.Rows.of(actual), found::add);
    }

    private Stream<String> told() {
        return found.stream().map(Finding::toString);
    }

    @Test
    void tellsMissingExtraAndChangedRowsInOnePass() throws SQLException {
        RowComparer.Result result = compare(
                List.of(row("1", "a", "1.5"), row("2", "b", "1"), row("9", "c", "1"), row("10", "d", "1")),
                List.of(
                        row("1", "a", "1.5000"),
                        row("9", "x", "2.0000"),
                        row("10", "d", "1.0000"),
                        row("11", "e", "1")));

        assertThat(told()).containsExactly("missing item id=2", "changed item id=9 [name, price]", "extra item id=11");
        assertThat(result).isEqualTo(new RowComparer.Result(4, 2));
    }

    @Test
    void ordersIntegersByValueWhateverTheirLength() throws SQLException {
        compare(
                List.of(row("9", "a", "1"), row("18446744073709551615", "a", "1")),
                List.of(row("10", "a", "1"), row("18446744073709551615", "a", "1")));

        assertThat(told()).containsExactly("missing item id=9", "extra item id=10");
    }

    @Test
    void takesDifferentValuesForEqualThatMeanTheSame() throws SQLException {
        compare(List.of(row("1", "abc", "1")), List.of(row("1", "ABC", "1")));

        assertThat(found).isEmpty();
    }

    @Test
    void leavesOutColumnsThatThePlanDoesNotWrite() throws SQLException {
        var partly = new Row(LAYOUT);
        partly.set("id", "1");
        partly.set("name", "a");

        compare(List.of(partly), List.of(row("1", "a", "99")));

        assertThat(found).isEmpty();
    }

    @Test
    void tellsEverythingWhenOneSideIsEmpty() throws SQLException {
        compare(List.of(), List.of(row("1", "a", "1"), row("2", "a", "1")));

        assertThat(told()).containsExactly("extra item id=1", "extra item id=2");
        assertThat(found.get(0).sourceKey()).containsExactly("1");
    }
}
