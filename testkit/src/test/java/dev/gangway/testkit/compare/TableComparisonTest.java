package dev.gangway.testkit.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.testkit.compare.TableShape.ColumnShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableComparisonTest {
    private static final TableShape WHOLE = new TableShape(
            "quote",
            List.of(
                    new ColumnShape("id", true, "int"),
                    new ColumnShape("email", false, "varchar"),
                    new ColumnShape("updated_at", false, "timestamp")));

    @Test
    void findsNothingInEqualRowsOfAnotherOrder() {
        assertThat(compare(
                        rows(row("1", "a", "x"), row("2", null, "x")), rows(row("2", null, "x"), row("1", "a", "x"))))
                .isEmpty();
    }

    @Test
    void countsMissingExtraAndChangedRows() {
        TableDifference difference = compare(
                        rows(row("1", "a", "x"), row("2", "b", "x"), row("3", "c", "x")),
                        rows(row("1", "a", "x"), row("2", "B", "x"), row("4", "d", "x")))
                .orElseThrow();

        assertThat(difference)
                .returns(3L, TableDifference::rows)
                .returns(1L, TableDifference::missing)
                .returns(1L, TableDifference::extra)
                .returns(Map.of("email", 1L), TableDifference::columns);
        assertThat(difference.samples()).containsExactlyInAnyOrder("- [3]", "+ [4]", "~ email [2]: b -> B");
    }

    @Test
    void tellsNullFromTheWord() {
        assertThat(compare(rows(row("1", null, "x")), rows(row("1", "null", "x"))))
                .isPresent();
    }

    @Test
    void takesEncryptedValuesAsEqual() {
        assertThat(compare(rows(row("1", "0:3:aaa", "x")), rows(row("1", "0:3:bbb", "x"))))
                .isEmpty();
        assertThat(compare(rows(row("1", "0:3:aaa", "x")), rows(row("1", "", "x"))))
                .isPresent();
    }

    @Test
    void matchesRowsByAllOtherColumnsWhereTheKeyIsGenerated() {
        var rules = new ComparisonRules(Pattern.compile("^$"), Set.of("quote.updated_at"), Set.of("quote.id"));
        TableShape shape = WHOLE.without(rules);
        var comparison = new TableComparison(shape, shape.identity(WHOLE));

        Optional<TableDifference> difference =
                comparison.compare(rows(row("a"), row("a"), row("b")), rows(row("a"), row("b"), row("b")));

        assertThat(shape.columns()).extracting(ColumnShape::name).containsExactly("email");
        assertThat(difference)
                .hasValueSatisfying(found ->
                        assertThat(found).returns(1L, TableDifference::missing).returns(1L, TableDifference::extra));
    }

    private static Optional<TableDifference> compare(
            List<@Nullable String[]> reference, List<@Nullable String[]> tested) {
        return new TableComparison(WHOLE, WHOLE.identity(WHOLE)).compare(reference, tested);
    }

    private static List<@Nullable String[]> rows(@Nullable String[]... rows) {
        return Arrays.asList(rows);
    }

    private static @Nullable String[] row(@Nullable String... values) {
        return values;
    }
}
