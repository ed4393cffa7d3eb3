package dev.gangway.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.write.InsertTableWriter;
import dev.gangway.mysql.write.LoadDataTableWriter;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.TableWriter;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type with its extremes survives reading and each way of writing, byte for byte, on every server. */
@Tag("servers")
class TypeFidelityIT {
    private static final String COLUMNS =
            "id INT NOT NULL PRIMARY KEY, t TINYINT, tu TINYINT UNSIGNED, s SMALLINT, m MEDIUMINT, i INT,"
                    + " b BIGINT, bu BIGINT UNSIGNED, z INT(6) UNSIGNED ZEROFILL, de DECIMAL(65,30), d2 DECIMAL(12,4), f FLOAT, fu FLOAT UNSIGNED,"
                    + " d DOUBLE, da DATE, dt DATETIME, ts TIMESTAMP NULL, ti TIME, y YEAR, dt6 DATETIME(6), ti3 TIME(3), ts6 TIMESTAMP(6) NULL,"
                    + " c CHAR(10), v VARCHAR(100), l VARCHAR(100) CHARACTER SET latin1, u4 VARCHAR(100) CHARACTER SET utf8mb4,"
                    + " u3 TEXT CHARACTER SET utf8, lt LONGTEXT CHARACTER SET utf8mb4, bi BINARY(6), vb VARBINARY(300), bl BLOB, lb LONGBLOB,"
                    + " e ENUM('a','b''c','\u00e4','') , st SET('x','y','z'), b1 BIT(1), b12 BIT(12), b64 BIT(64)";

    private static final List<String> ROWS = List.of(
            "(1, -128, 0, -32768, -8388608, -2147483648, -9223372036854775808, 0, 0, -99999999999999999999999999999999999.999999999999999999999999999999,"
                    + " -0.0001, -3.402823466E+38, 0, -1.7976931348623157E+308, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00',"
                    + " '-838:59:59', 1901, '1000-01-01 00:00:00.000001', '-00:00:01.5', '1970-01-01 00:00:01.000001', '', '', '', '', '', '',"
                    + " x'000000000000', x'', x'', x'', 'a', '', b'0', b'0', b'0')",
            "(2, 127, 255, 32767, 8388607, 2147483647, 9223372036854775807, 18446744073709551615, 999999,"
                    + " 99999999999999999999999999999999999.999999999999999999999999999999, 99999999.9999, 3.402823466E+38, 0.1,"
                    + " 1.7976931348623157E+308, '9999-12-31', '9999-12-31 23:59:59', '2038-01-19 03:14:07', '838:59:59', 2155,"
                    + " '9999-12-31 23:59:59.999999', '838:59:58.999', '2038-01-19 03:14:07.999999', 'abc  ', ' lead and trail ',"
                    + " 'caf\u00e9 \u20ac', '\ud83d\ude00 \u00e9 \u4e2d', 'tab\\tnl\\nbs\\\\quote\\'dq\"nul\\0end', '{i:0;s:3:\"?\";} %s \\\\N',"
                    + " x'00FF0A095C27', @all, @all, @all, 'b\\'c', 'x,z', b'1', b'100000000001', 0xFFFFFFFFFFFFFFFF)",
            "(3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                    + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
            "(4, 1, 2, 3, 4, 5, 6, 9223372036854775808, 7, 0.1, 1, 1.1, 16777217, 0.1, '2014-02-00', '2014-00-00 10:11:12', '2001-03-25 02:30:00',"
                    + " '00:00:00', 0, '2001-03-25 02:30:00.5', '10:00:00.125', '2001-03-25 02:30:00.123456', '\\\\N', 'NULL', '\u00ff', '\\r\\n',"
                    + " '0', 'x', 'abcdef', 'a\\0b', 'C3A9', x'C3', '\u00e4', 'y', b'1', b'111111111111', b'1010')");

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void valuesSurviveReadingAndWriting(DatabaseFlavor flavor) throws SQLException {
        Database source = TestDatabases.fresh(flavor, Side.SOURCE);
        Database target = TestDatabases.as(source, Side.DESTINATION);
        try (Connection connection = source.open();
                Connection writing = target.open()) {
            // Given
            fill(connection);
            Table table = SchemaInspector.inspect(connection, source.config().name(), "")
                    .table("types")
                    .orElseThrow();
            var losses = new WriteLosses();
            var sql = new RowSql(target.flavor(), "", 1 << 20);
            var nulls = new NullCoercion(Clock.systemUTC());
            // When
            copy(connection, writing, table, renamed(table, "loaded"), new LoadDataTableWriter(sql, nulls, losses));
            copy(connection, writing, table, renamed(table, "inserted"), new InsertTableWriter(sql, nulls, losses));
            var rows = new RowWriter(sql, nulls, losses);
            copy(connection, writing, table, renamed(table, "upserted"), (c, t, r) -> {
                rows.upsert(c, t, List.of("id"), r);
                return r.size();
            });
            // Then
            for (String copy : List.of("loaded", "inserted", "upserted")) {
                for (Column column : table.columns()) {
                    assertThat(differences(connection, copy, column.name()))
                            .describedAs("%s.%s of type %s", copy, column.name(), column.type())
                            .isZero();
                }
            }
            assertThat(losses.snapshot()).isEmpty();
        }
    }

    private static void fill(Connection connection) throws SQLException {
        var all = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            all.append(String.format("%02X", i));
        }
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String name : List.of("types", "loaded", "inserted", "upserted")) {
                statement.execute("CREATE TABLE " + name + " (" + COLUMNS + ") DEFAULT CHARSET utf8");
            }
            for (String row : ROWS) {
                statement.execute("INSERT INTO types VALUES " + row.replace("@all", "x'" + all + "'"));
            }
        }
    }

    private static Table renamed(Table table, String name) {
        return new Table(
                name,
                table.columns(),
                table.primaryKey(),
                table.uniqueKeys(),
                table.foreignKeys(),
                table.engine(),
                table.view(),
                table.rowEstimate());
    }

    private static void copy(Connection from, Connection to, Table source, Table target, TableWriter writer)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (RowStream stream = new ChunkReader("")
                .open(from, source, new Layout(target.name(), target.columnNames()), ChunkRange.ALL)) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
        }
        assertThat(writer.write(to, target, rows)).isEqualTo(ROWS.size());
    }

    private static long differences(Connection connection, String copy, String column) throws SQLException {
        String sql = "SELECT COUNT(*) FROM types a LEFT JOIN " + copy + " b ON a.id = b.id WHERE NOT (HEX(a." + column
                + ") <=> HEX(b." + column + ") AND a." + column + " <=> b." + column + ")";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
