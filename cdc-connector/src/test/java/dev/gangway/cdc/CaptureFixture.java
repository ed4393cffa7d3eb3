package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.schema.SchemaInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** A database of its own for each test, captured by a source into a {@link Replica} that is compared with the tables. */
@NullUnmarked
@Tag("contract")
abstract class CaptureFixture {
    protected static final Duration LIMIT = Duration.ofSeconds(90);
    protected static final String PREFIX = "mg_";

    protected String schema = "";
    protected Database database;
    protected CapturedTables tables;
    protected Checkpoint checkpoint;
    protected ChangeSource source;
    protected Replica replica;

    /** The server under test. */
    protected abstract DatabaseServer server();

    /** Makes ready what must be there before the first change, and says where capture begins. */
    protected abstract Checkpoint prepare();

    protected abstract ChangeSource newSource(PieceLimits limits);

    @BeforeEach
    void prepareSource() {
        schema = Servers.freshDatabase(server());
        server().executeIn(schema, ContractTables.create(server()));
        database = new Database(DatabaseConfig.tcp(
                        Side.SOURCE,
                        server().host(),
                        server().port(),
                        schema,
                        server().user(),
                        Password.of(server().password()))
                .withPrefix(PREFIX));
        tables = new CapturedTables(database, capturedTables());
        replica = new Replica(tables);
        checkpoint = prepare();
        source = newSource(PieceLimits.DEFAULT);
    }

    private List<Table> capturedTables() {
        return SchemaInspector.inspect(database).tables().stream()
                .filter(t -> !t.view() && !t.name().equals("other"))
                .toList();
    }

    @AfterEach
    void dropSource() {
        source.close();
        server().execute("DROP DATABASE `" + schema + "`");
    }

    protected void sql(String... statements) {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    protected void sqlWithForeignKeys(String sql) {
        sql("SET foreign_key_checks = 1", sql);
    }

    /** Takes everything up to what is committed now. */
    protected List<Piece> drain() throws InterruptedException {
        SourcePosition target = source.drainTarget();
        var pieces = new ArrayList<Piece>();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Piece piece = source.poll(Duration.ofMillis(200));
            if (piece == null) {
                continue;
            }
            pieces.add(piece);
            commit(piece);
            if (piece.cut() != null && !target.isAfter(piece.cut().position())) {
                return pieces;
            }
        }
        throw new AssertionError(
                "No cut reached " + target + " within " + LIMIT + "; last checkpoint " + checkpoint.position());
    }

    protected void commit(Piece piece) {
        replica.apply(piece.changes());
        checkpoint = new Checkpoint(piece.position(), piece.resume(), Map.of(), 0);
        source.acknowledge(piece);
    }

    protected void assertReplicaEqualsSource() throws SQLException {
        for (Table table : tables.tables()) {
            Map<String, Row> expected = rows(table.name());
            Map<String, Row> actual = replica.rows(table.name());
            assertThat(actual.keySet()).describedAs(table.name()).isEqualTo(expected.keySet());
            for (Map.Entry<String, Row> row : expected.entrySet()) {
                for (String field : row.getValue().layout().fields()) {
                    assertThat(actual.get(row.getKey()).get(field))
                            .describedAs("%s%s.%s", table.name(), row.getKey(), field)
                            .isEqualTo(row.getValue().get(field));
                }
            }
        }
    }

    protected Map<String, Row> rows(String name) throws SQLException {
        Table table = tables.byRealName(PREFIX + name);
        var rows = new TreeMap<String, Row>();
        try (Connection connection = database.open();
                var stream = new ChunkReader(PREFIX).open(connection, table)) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.put(Replica.key(table, row), row);
            }
        }
        return rows;
    }
}
