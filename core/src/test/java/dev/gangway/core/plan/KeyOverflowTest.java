package dev.gangway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyOverflowTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    int(10) unsigned | int(11)          | 2147483647  | 2147483647
                    int(10) unsigned | int(11)          | 2147483648  | -2147483648
                    int(10) unsigned | int(11)          | 3000000001  | -1294967295
                    int(10) unsigned | int(11)          | 4294967295  | -1
                    bigint(20)       | int(11)          | 3000000001  | -1294967295
                    bigint(20)       | int(11)          | 4294967296  | rejected
                    bigint(20)       | int(10) unsigned | 4294967295  | 4294967295
                    bigint(20)       | int(10) unsigned | 4294967296  | rejected
                    int(11)          | smallint(6)      | 32768       | rejected
                    int(11)          | smallint(6)      | -5          | -5
                    int(11)          | int(11)          | 2147483647  | 2147483647
                    int(11)          | int(11)          | 3000000001  | -1294967295
                    int(11)          | int(11)          | -2147483648 | -2147483648
                    int(10) unsigned | int(10) unsigned | 4294967296  | rejected
                    bigint(20)       | bigint(20)       | 4294967296  | 4294967296
                    varchar(20)      | int(11)          | 3000000001  | 3000000001
                    """)
    void numbersKeysAnewThatDoNotFit(String from, String to, String key, String after) {
        assertThat(mapped(from, to, key, Set.of(), false)).isEqualTo(after);
    }

    @Test
    void rejectsRowsThatOthersReferTo() {
        assertThat(mapped("int(10) unsigned", "int(11)", "3000000001", Set.of(), true))
                .isEqualTo("rejected");
    }

    @Test
    void leavesKeysAloneThatAHandlerGives() {
        assertThat(mapped("int(10) unsigned", "int(11)", "3000000001", Set.of("id"), false))
                .isEqualTo("3000000001");
    }

    @Test
    void findsForeignKeysThatLeadToTheKey() {
        Table parent = table("parent", "int(11)");
        var key = new ForeignKey(
                "fk", List.of("parent"), "parent", List.of("id"), ReferentialAction.CASCADE, ReferentialAction.CASCADE);
        var child = new Table("child", List.of(), List.of(), List.of(), List.of(key), "InnoDB", false, 0);

        assertThat(KeyOverflow.isReferenced(parent, new Schema(List.of(parent, child))))
                .isTrue();
        assertThat(KeyOverflow.isReferenced(parent, new Schema(List.of(parent))))
                .isFalse();
    }

    private static String mapped(String from, String to, String key, Set<String> handled, boolean referenced) {
        Table target = table("t", to);
        KeyOverflow overflow =
                KeyOverflow.of(table("s", from), target, List.of(new ColumnCopy("id", "id")), handled, referenced);
        Row row = Row.full(Layout.of(target), new Object[] {key});
        MappedRow mapped =
                overflow.apply(List.of(new MappedRow(row, List.of(), null))).get(0);
        return mapped.isRejected() ? "rejected" : String.valueOf(mapped.row().text("id"));
    }

    private static Table table(String name, String type) {
        var id = new Column("id", type, false, null, true, false, null);
        return new Table(name, List.of(id), List.of("id"), List.of(), List.of(), "InnoDB", false, 0);
    }
}
