package dev.gangway.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Clear;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.derivations.TouchedKeys;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a batch does to the rows that a derivation reads, the derived rows are then those that recomputing all keys would
 * give: moves between keys, deletes of which only the row's own key is known, cascades, cleared tables, chains of derivations.
 */
class DerivedInBatchIT {
    private static final int BATCHES = 60;
    private static final int PARENTS = 8;
    private static final int CHILDREN = 30;
    private static final String EXPECTED =
            "SELECT p.id, COALESCE(SUM(c.amount), 0), IF(COALESCE(SUM(c.amount), 0) > 100, 'big', 'small') FROM parent p"
                    + " LEFT JOIN child c ON c.parent_id = p.id GROUP BY p.id ORDER BY p.id";

    private final DatabaseServer server = Servers.mariadb();
    private final String name = Servers.freshDatabase(server);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void derivedRowsAreThoseOfAllKeys(long seed) throws SQLException {
        // Given
        server.executeIn(
                name,
                "DROP TABLE IF EXISTS parent, child, total, size",
                "CREATE TABLE parent (id INT PRIMARY KEY, code VARCHAR(20))",
                "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT NULL, amount INT, KEY (parent_id),"
                        + " FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
                "CREATE TABLE total (parent_id INT PRIMARY KEY, amount INT)",
                "CREATE TABLE size (parent_id INT PRIMARY KEY, word VARCHAR(9))");
        var database = new Database(DatabaseConfig.tcp(
                Side.DESTINATION, server.host(), server.port(), name, server.user(), Password.of(server.password())));
        var names = TargetNames.withoutShadows("");
        var sql = new RowSql(database.flavor(), names, 1 << 20);
        var writer = new RowWriter(sql, new NullCoercion(Clock.systemUTC()), new WriteLosses());
        var touched = new TouchedKeys(new DerivationSet(List.of(new Total(), new Size())), names);
        var tables = SchemaInspector.inspect(database);
        var applier = new BatchApplier(tables);
        var target = new JdbcAccess.Parts(tables, writer, sql, touched);
        var random = new Random(seed);

        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            for (int batch = 0; batch < BATCHES; batch++) {
                // When
                applier.apply(target.on(connection), changes(random, batch));
                touched.recompute(connection, new Plain(writer));
                connection.commit();

                // Then
                assertThat(
                                rows(
                                        "SELECT t.parent_id, t.amount, s.word FROM total t JOIN size s USING (parent_id) ORDER BY 1"))
                        .describedAs("seed " + seed + ", batch " + batch)
                        .isEqualTo(rows(EXPECTED));
            }
        }
    }

    private List<List<@Nullable String>> rows(String query) {
        return server.query(query.replace("FROM total", "FROM `" + name + "`.total")
                .replace("JOIN size", "JOIN `" + name + "`.size")
                .replace("FROM parent", "FROM `" + name + "`.parent")
                .replace("JOIN child", "JOIN `" + name + "`.child"));
    }

    private static List<MappedChange> changes(Random random, int batch) {
        var changes = new ArrayList<MappedChange>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            List<TargetOperation> operations = operations(random);
            var position = new SourcePosition(1, 4L + batch * 100L + i, 0);
            changes.add(new MappedChange("any", "", position, "t", 0, operations, null));
        }
        return changes;
    }

    private static List<TargetOperation> operations(Random random) {
        String parent = String.valueOf(1 + random.nextInt(PARENTS));
        String child = String.valueOf(1 + random.nextInt(CHILDREN));
        int kind = random.nextInt(20);
        if (kind < 4) {
            return List.of(new Upsert("parent", List.of("id"), row("parent", "id", parent, "code", "c" + parent)));
        }
        if (kind < 13) {
            String amount = String.valueOf(random.nextInt(80));
            return List.of(new Upsert(
                    "child", List.of("id"), row("child", "id", child, "parent_id", parent, "amount", amount)));
        }
        if (kind < 15) {
            return List.of(new Delete("child", row("child", "id", child)));
        }
        if (kind < 17) {
            return List.of(
                    new Delete("parent", row("parent", "id", parent)),
                    new Cascade("child", "parent_id", parent, Cascade.Action.DELETE, null, List.of()));
        }
        if (kind < 19) {
            String other = String.valueOf(1 + random.nextInt(PARENTS));
            return List.of(new Cascade(
                    "child",
                    "parent_id",
                    parent,
                    Cascade.Action.UPDATE,
                    random.nextBoolean() ? other : null,
                    List.of()));
        }
        return List.of(new Clear("child"));
    }

    private static Row row(String table, String... pairs) {
        var fields = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.add(pairs[i]);
            values.add(pairs[i + 1]);
        }
        return Row.full(new Layout(table, fields), values.toArray());
    }

    private record Plain(RowWriter writer) implements DerivedWriter {

        @Override
        public long execute(Connection connection, String sql, String table) throws SQLException {
            return writer.execute(connection, sql, table);
        }

        @Override
        public void leftOut(String table, String reason, long rows) {
            throw new AssertionError("Nothing is left out");
        }
    }

    /** The sum of each parent's children. */
    private static final class Total implements Derivation {

        @Override
        public String name() {
            return "totals";
        }

        @Override
        public StepKind step() {
            return StepKind.MAP;
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.key("parent", "id"), Input.key("child", "parent_id"));
        }

        @Override
        public List<Output> outputs() {
            return List.of(new Output("total", "parent_id"));
        }

        @Override
        public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
            Statements.execute(connection, "DELETE FROM total WHERE " + keys.on("parent_id"));
            writer.execute(
                    connection,
                    "INSERT INTO total SELECT p.id, COALESCE(SUM(c.amount), 0) FROM parent p LEFT JOIN child c"
                            + " ON c.parent_id = p.id WHERE " + keys.on("p.id") + " GROUP BY p.id",
                    "total");
        }
    }

    /** A word for each total: derived from what is derived. */
    private static final class Size implements Derivation {

        @Override
        public String name() {
            return "sizes";
        }

        @Override
        public StepKind step() {
            return StepKind.MAP;
        }

        @Override
        public List<Input> inputs() {
            return List.of(Input.key("total", "parent_id"));
        }

        @Override
        public List<Output> outputs() {
            return List.of(new Output("size", "parent_id"));
        }

        @Override
        public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
            Statements.execute(connection, "DELETE FROM size WHERE " + keys.on("parent_id"));
            writer.execute(
                    connection,
                    "INSERT INTO size SELECT parent_id, IF(amount > 100, 'big', 'small') FROM total WHERE "
                            + keys.on("parent_id"),
                    "size");
        }
    }
}
