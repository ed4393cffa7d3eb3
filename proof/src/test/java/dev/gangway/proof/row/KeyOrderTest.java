package dev.gangway.proof.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    private static final Table TABLE = new Table(
            "t",
            List.of(column("a", "int"), column("b", "varchar(9)"), column("f", "double")),
            List.of("a", "b"),
            List.of(),
            List.of(),
            "InnoDB",
            false,
            0);

    private static Column column(String name, String type) {
        return new Column(name, type, false, null, false, false, null);
    }

    @Test
    void findsARangeByTheFirstColumnsIndex() {
        assertThat(new KeyOrder(TABLE, List.of("a")).between(List.of("5"), List.of("9")))
                .isEqualTo("((`a` > 5)) AND ((`a` <= 9))");
        assertThat(new KeyOrder(TABLE, List.of("a")).between(List.of(), List.of()))
                .isEqualTo("TRUE");
    }

    @Test
    void comparesTextsByTheirBytesWhateverTheCollation() {
        var order = new KeyOrder(TABLE, List.of("a", "b"));

        assertThat(order.between(List.of("1", "x"), List.of()))
                .isEqualTo("`a` >= 1 AND ((`a` > 1) OR (`a` = 1 AND CAST(CONVERT(`b` USING utf8mb4) AS BINARY)"
                        + " > CAST('x' AS BINARY)))");
        assertThat(order.orderBy()).isEqualTo(" ORDER BY `a`, CAST(CONVERT(`b` USING utf8mb4) AS BINARY)");
    }

    @Test
    void findsSingleKeysByTheIndex() {
        assertThat(new KeyOrder(TABLE, List.of("a")).in(List.of(List.of("1"), List.of("2"))))
                .isEqualTo("`a` IN (1, 2)");
        assertThat(new KeyOrder(TABLE, List.of("a", "b")).in(List.of(List.of("1", "x"))))
                .isEqualTo("((`a` = 1 AND `b` = 'x'))");
    }

    @Test
    void refusesKeysThatServersSortInTheirOwnWay() {
        assertThat(KeyOrder.isPossible(TABLE, List.of("a", "b"))).isTrue();
        assertThat(KeyOrder.isPossible(TABLE, List.of("f"))).isFalse();
        assertThat(KeyOrder.isPossible(TABLE, List.of())).isFalse();
    }
}
