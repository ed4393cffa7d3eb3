package dev.gangway.mysql.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.schema.SchemaInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MySQL 8 lets only administrators raise the number of warnings that it keeps: the others must be counted all the same. */
class ForgottenWarningsIT {
    private static final int ROWS = 500;
    private static final Loss CUT = new Loss("t", "v", Loss.Kind.TRUNCATED);
    private static final Loss UNKNOWN = new Loss("t", "", Loss.Kind.OTHER);

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void knowsEachLossOfALoad(DatabaseFlavor flavor) throws SQLException {
        Map<Loss, Long> losses = write(
                flavor, (sql, counted) -> new LoadDataTableWriter(sql, new NullCoercion(Clock.systemUTC()), counted));

        assertThat(losses).containsExactly(Map.entry(CUT, (long) ROWS));
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void countsWhatAnInsertLostWithoutAWarning(DatabaseFlavor flavor) throws SQLException {
        Map<Loss, Long> losses = write(
                flavor, (sql, counted) -> new InsertTableWriter(sql, new NullCoercion(Clock.systemUTC()), counted));

        assertThat(losses).containsOnlyKeys(CUT, UNKNOWN).containsEntry(CUT, 64L);
        assertThat(losses.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(ROWS);
    }

    private static Map<Loss, Long> write(DatabaseFlavor flavor, BiFunction<RowSql, WriteLosses, TableWriter> writer)
            throws SQLException {
        Database target = TestDatabases.fresh(flavor, Side.DESTINATION);
        try (Connection connection = target.open();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(3))");
            statement.execute("SET SESSION max_error_count = 64");
            connection.setAutoCommit(false);
            Table table = SchemaInspector.inspect(target).table("t").orElseThrow();
            Layout layout = Layout.of(table);
            var rows = new ArrayList<Row>();
            for (int i = 0; i < ROWS; i++) {
                rows.add(Row.full(layout, new Object[] {String.valueOf(i), "too long"}));
            }
            var losses = new WriteLosses();
            long written = writer.apply(new RowSql(target.flavor(), "", 1 << 20), losses)
                    .write(connection, table, rows);
            connection.commit();

            assertThat(written).isEqualTo(ROWS);
            assertThat(Statements.queryLong(connection, "SELECT COUNT(*) FROM t"))
                    .isEqualTo(ROWS);
            return losses.snapshot();
        }
    }
}
