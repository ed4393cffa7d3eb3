package dev.gangway.mysql.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Flavor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowSqlTest {
    private static final Table TABLE = new Table(
            "t",
            List.of(
                    column("id", "int(10) unsigned", false),
                    column("code", "varchar(20)", false),
                    column("data", "blob", false),
                    column("sum", "int(11)", true)),
            List.of("id"),
            List.of(),
            List.of(),
            "InnoDB",
            false,
            0);
    private static final Layout LAYOUT = Layout.of(TABLE);
    private static final RowSql SQL = new RowSql(Flavor.parse("5.7.29"), "", 1 << 20);

    @Test
    void upsertsWithARowAliasOnNewMySql() {
        var sql = new RowSql(Flavor.parse("8.0.31"), "m2_", 1 << 20);

        assertThat(sql.upserts(TABLE, List.of("id"), List.of(row("1", "it's", new byte[] {0, (byte) 0xff}))))
                .containsExactly(new RowSql.Statement(
                        "INSERT INTO `m2_t` (`id`, `code`, `data`) VALUES (1, 'it\\'s', x'00FF') AS new_row"
                                + " ON DUPLICATE KEY UPDATE `code` = new_row.`code`, `data` = new_row.`data`",
                        1));
    }

    @Test
    void upsertsWithValuesElsewhereAndKeepsAPureKeyAsItIs() {
        var sql = new RowSql(Flavor.parse("10.11.5-MariaDB"), "", 1 << 20);

        assertThat(sql.upserts(TABLE, List.of("id"), List.of(partial("id", "1"), partial("id", "2"))))
                .containsExactly(new RowSql.Statement(
                        "INSERT INTO `t` (`id`) VALUES (1), (2) ON DUPLICATE KEY UPDATE `id` = VALUES(`id`)", 2));
    }

    @Test
    void givesRowsThatSetOtherColumnsTheirOwnStatement() {
        assertThat(SQL.inserts(TABLE, List.of(partial("id", "1"), partial("code", "x"), partial("id", null))))
                .containsExactly(
                        new RowSql.Statement("INSERT INTO `t` (`id`) VALUES (1), (NULL)", 2),
                        new RowSql.Statement("INSERT INTO `t` (`code`) VALUES ('x')", 1));
    }

    @Test
    void splitsStatementsAtTheLimit() {
        var sql = new RowSql(Flavor.parse("5.7.29"), "", 360);

        List<RowSql.Statement> statements = sql.inserts(
                TABLE, List.of(partial("code", "x".repeat(50)), partial("code", "y".repeat(50)), partial("code", "z")));

        assertThat(statements.stream().mapToInt(RowSql.Statement::rows)).containsExactly(1, 2);
    }

    @Test
    void deletesByKeyWithNullMatchingNull() {
        assertThat(SQL.deletes(TABLE, List.of(row("1", "a", null), row("2", "b", null))))
                .containsExactly(new RowSql.Statement(
                        "DELETE FROM `t` WHERE (`id` = 1 AND `code` = 'a' AND `data` IS NULL)"
                                + " OR (`id` = 2 AND `code` = 'b' AND `data` IS NULL)",
                        2));
    }

    @Test
    void neverWritesGeneratedColumns() {
        assertThat(SQL.inserts(TABLE, List.of(partial("sum", "5"))).get(0).sql())
                .isEqualTo("INSERT INTO `t` () VALUES ()");
    }

    @Test
    void quotesTextThatOnlyLooksLikeANumber() {
        assertThat(SQL.inserts(TABLE, List.of(partial("id", "12abc"))).get(0).sql())
                .endsWith("('12abc')");
        assertThat(SQL.inserts(TABLE, List.of(partial("id", "-12"))).get(0).sql())
                .endsWith("(-12)");
        assertThat(SQL.inserts(TABLE, List.of(partial("code", "12"))).get(0).sql())
                .endsWith("('12')");
    }

    private static Row row(@Nullable Object id, @Nullable Object code, @Nullable Object data) {
        var row = new Row(LAYOUT);
        row.set("id", id);
        row.set("code", code);
        row.set("data", data);
        return row;
    }

    private static Row partial(String field, @Nullable Object value) {
        var row = new Row(LAYOUT);
        row.set(field, value);
        return row;
    }

    private static Column column(String name, String type, boolean generated) {
        return new Column(name, type, true, null, false, generated, null);
    }
}
