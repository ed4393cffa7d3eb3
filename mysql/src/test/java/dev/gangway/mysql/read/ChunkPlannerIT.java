package dev.gangway.mysql.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.schema.SchemaInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the key and however it is spread, the chunks of a plan hold every row exactly once. */
class ChunkPlannerIT {
    private static final int ROWS = 300;

    /** A key column and how its random values are made. */
    private record Part(String type, Function<Random, String> value) {}

    private static final Part INT = new Part("INT", r -> String.valueOf(r.nextInt(4000) - 2000));
    private static final Part SMALL = new Part("SMALLINT", r -> String.valueOf(r.nextInt(20)));
    private static final Part BIG = new Part(
            "BIGINT UNSIGNED", r -> r.nextBoolean() ? "18446744073709551615 - " + r.nextInt(500) : "" + r.nextInt(500));
    private static final Part TEXT =
            new Part("VARCHAR(20)", r -> "'" + "aA\u00e9\u00c9 zZ%_b".charAt(r.nextInt(10)) + r.nextInt(60) + "\\\\'");
    private static final Part BINARY_TEXT = new Part("VARCHAR(20) COLLATE utf8_bin", TEXT.value());
    private static final Part BYTES = new Part("VARBINARY(8)", r -> String.format("x'%04X'", r.nextInt(65536)));
    private static final Part TIME = new Part(
            "DATETIME", r -> r.nextInt(9) == 0 ? "'0000-00-00'" : "'2020-01-01' + INTERVAL " + r.nextInt(50) + " HOUR");
    private static final Part EXACT = new Part("DECIMAL(10,3)", r -> r.nextInt(100_000) + "." + r.nextInt(1000));
    private static final Part ENUM = new Part("ENUM('b','a','c')", r -> String.valueOf(1 + r.nextInt(3)));
    private static final Part DOUBLE = new Part("DOUBLE", EXACT.value());

    private static final List<List<Part>> KEYS = List.of(
            List.of(INT),
            List.of(BIG),
            List.of(INT, SMALL),
            List.of(TEXT),
            List.of(BINARY_TEXT, SMALL, TEXT),
            List.of(BYTES, INT),
            List.of(TIME, INT),
            List.of(EXACT),
            List.of(ENUM, INT),
            List.of(DOUBLE));

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_5_7", "MYSQL_8_0"})
    void chunksCoverEveryTableExactlyOnce(DatabaseFlavor flavor) throws SQLException {
        Database database = TestDatabases.fresh(flavor, Side.SOURCE);
        var random = new Random(20_261_121);
        try (Connection connection = database.open()) {
            for (int i = 0; i < KEYS.size(); i++) {
                create(connection, "t" + i, KEYS.get(i), random);
            }
            Schema schema =
                    SchemaInspector.inspect(connection, database.config().name(), "");
            for (int i = 0; i < KEYS.size(); i++) {
                assertCovered(connection, schema.table("t" + i).orElseThrow(), 1 + random.nextInt(60));
            }
        }
    }

    private static void assertCovered(Connection connection, Table table, int rowsPerChunk) throws SQLException {
        List<ChunkRange> chunks = new ChunkPlanner("", rowsPerChunk, 1 << 20).plan(connection, table);
        var seen = new ArrayList<String>();
        for (ChunkRange chunk : chunks) {
            try (RowStream stream = new ChunkReader("").open(connection, table, Layout.of(table), chunk)) {
                for (Row row = stream.next(); row != null; row = stream.next()) {
                    seen.add(String.valueOf(row.get("id")));
                }
            }
        }
        assertThat(seen)
                .describedAs("%s in %d chunks", table.columns(), chunks.size())
                .hasSize(ROWS)
                .doesNotHaveDuplicates();
    }

    private static void create(Connection connection, String name, List<Part> key, Random random) throws SQLException {
        var columns = new StringBuilder();
        var names = new ArrayList<String>();
        for (Part part : key) {
            names.add("k" + names.size());
            columns.append(names.get(names.size() - 1))
                    .append(' ')
                    .append(part.type())
                    .append(" NOT NULL, ");
        }
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + name + " (" + columns + "id INT NOT NULL, PRIMARY KEY ("
                    + String.join(", ", names) + ")) DEFAULT CHARSET utf8");
            int inserted = 0;
            while (inserted < (key.equals(List.of(TEXT)) ? 1 : ROWS)) {
                inserted += insert(statement, name, key, random, inserted);
            }
            while (inserted < ROWS) {
                inserted += statement.executeUpdate(
                        "INSERT IGNORE INTO " + name + " VALUES ('w" + random.nextInt(5000) + "', " + inserted + ")");
            }
            statement.execute("ANALYZE TABLE " + name);
        }
    }

    private static int insert(java.sql.Statement statement, String name, List<Part> key, Random random, int id)
            throws SQLException {
        String values = key.stream().map(part -> part.value().apply(random)).collect(Collectors.joining(", "));
        return statement.executeUpdate("INSERT IGNORE INTO " + name + " VALUES (" + values + ", " + id + ")");
    }
}
