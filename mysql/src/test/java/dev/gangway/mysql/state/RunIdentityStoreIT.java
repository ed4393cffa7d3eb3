package dev.gangway.mysql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
class RunIdentityStoreIT {
    private static final String FLAG = "CREATE TABLE flag (flag_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,"
            + " flag_code VARCHAR(255) NOT NULL, state SMALLINT UNSIGNED NOT NULL DEFAULT 0, flag_data MEDIUMTEXT,"
            + " last_update TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP) ENGINE = InnoDB";

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void movesStateAndMarkTogether(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor, FLAG, "INSERT INTO flag (flag_code) VALUES ('report_order_aggregated')");
        var store = new RunIdentityStore(schema);
        String before = structure(schema);
        RunIdentity begun = store.begin();
        assertSame(store, 1);

        try (Connection connection = schema.target().open()) {
            connection.setAutoCommit(false);
            store.advance(connection);
            connection.rollback();
            assertSame(store, 1);
            store.advance(connection);
            connection.commit();
        }

        assertSame(store, 2);
        assertThat(store.begin().runId()).isEqualTo(begun.runId());
        store.renew();
        assertSame(store, 4);
        assertThat(store.find().orElseThrow().runId()).isNotEqualTo(begun.runId());
        store.unmark();
        assertThat(store.mark()).isEmpty();
        assertThat(structure(schema)).as("with the next id").isEqualTo(before);
        schema.drop();
    }

    private static String structure(StateSchema schema) throws SQLException {
        try (Connection connection = schema.target().open()) {
            return TargetTable.createStatement(connection, "flag").orElseThrow();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void givesARunAnIdThatWasBegunWithoutOne(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor, FLAG);
        new RunStore(schema).finish("settings", "Stores Step", "data");
        run(
                schema.target(),
                "DROP TABLE " + schema.table("run_identity") + ", " + schema.table("claim"),
                "DELETE FROM " + schema.table("schema_version") + " WHERE version >= 6");
        var store = new RunIdentityStore(schema);
        assertThat(store.find()).isEmpty();
        assertThat(new ClaimStore(schema).all(ClaimStore.Kind.PLAN)).isEmpty();

        schema.open();

        RunIdentity adopted = store.find().orElseThrow();
        assertThat(adopted.adopted()).isTrue();
        assertThat(adopted.markId()).isEmpty();
        assertThat(store.begin().runId()).isEqualTo(adopted.runId());
        assertSame(store, 1);
        schema.drop();
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void keepsTheMarkOfAnotherSourceId(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor, FLAG);
        new RunIdentityStore(schema).begin();
        var other = new StateSchema(schema.target(), "another-id");

        new RunIdentityStore(other).unmark();

        assertThat(new RunIdentityStore(schema).mark()).isPresent();
        schema.drop();
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void leavesATargetWithoutFlagsUnmarked(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        var store = new RunIdentityStore(schema);

        assertThat(store.begin().markId()).isEmpty();
        assertThat(store.mark()).isEmpty();
        schema.drop();
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void replacesClaimsOfOneKind(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        var claims = new ClaimStore(schema);
        claims.replace(ClaimStore.Kind.PLAN, Map.of("a", "1", "A", "2"));
        claims.replace(ClaimStore.Kind.ROWS, Map.of("a", "3"));
        claims.replace(ClaimStore.Kind.PLAN, Map.of("b", "4"));

        assertThat(claims.all(ClaimStore.Kind.PLAN)).isEqualTo(Map.of("b", "4"));
        assertThat(claims.all(ClaimStore.Kind.ROWS)).isEqualTo(Map.of("a", "3"));
        schema.drop();
    }

    private static void assertSame(RunIdentityStore store, long turn) {
        RunIdentity identity = store.find().orElseThrow();
        TargetMark mark = store.mark().orElseThrow();
        assertThat(identity.turn()).isEqualTo(turn);
        assertThat(mark.turn()).isEqualTo(turn);
        assertThat(mark.runId()).isEqualTo(identity.runId());
        assertThat(identity.markId()).hasValue(mark.id());
        assertThat(store.isOwn(mark)).isTrue();
    }

    private static StateSchema fresh(DatabaseFlavor flavor, String... statements) throws SQLException {
        Database target = TestDatabases.fresh(flavor, Side.DESTINATION);
        run(target, statements);
        var schema = new StateSchema(target, target.config().name().replace('_', '-'));
        schema.open();
        return schema;
    }

    private static void run(Database database, String... statements) throws SQLException {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
