package dev.gangway.mysql.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.LookupPlan;
import dev.gangway.core.plan.LookupPlan.Use;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.LookupChanges;
import dev.gangway.mysql.state.LookupChanges.Changed;
import dev.gangway.mysql.state.ReemitQueue;
import dev.gangway.mysql.state.ReemitQueue.Batch;
import dev.gangway.mysql.state.ReemitQueue.OpenKey;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.SinkStateStore.Watermark;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who used an answer that is another one now is asked for when nobody can know the old one any more. */
@NullUnmarked
class ChangedAnswersIT {
    private static final Lookups.Key IMAGE = new Lookups.Key("image", "image_id", "product_id");
    private static final LookedUp SETTING = LookedUp.keys("setting", "path", Set.of("suffix"), "value");

    private final Database source = TestDatabases.fresh(DatabaseFlavor.MARIADB_11_4, Side.SOURCE);
    private final StateSchema state = state();
    private final LookupChanges changes = new LookupChanges(state);
    private long now = 1_000;

    private static StateSchema state() {
        Database target = TestDatabases.fresh(DatabaseFlavor.MARIADB_11_4, Side.DESTINATION);
        var schema = new StateSchema(target, target.config().name().replace('_', '-'));
        schema.open();
        return schema;
    }

    @BeforeEach
    void createSource() throws SQLException {
        execute(
                "CREATE TABLE image (image_id INT PRIMARY KEY, product_id INT)",
                "CREATE TABLE label (image_id INT, store_id INT, text VARCHAR(9), PRIMARY KEY (image_id, store_id))",
                "CREATE TABLE setting (id INT PRIMARY KEY, path VARCHAR(20), value VARCHAR(20))",
                "INSERT INTO image VALUES (1, 10), (2, 20)",
                "INSERT INTO label VALUES (1, 0, 'a'), (1, 3, 'b'), (2, 0, 'c')");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = source.open();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private ChangedAnswers follower() {
        var plan = new LookupPlan(
                List.of(
                        new Use(LookedUp.by("image_id", IMAGE), "label", Optional.of("image_id")),
                        new Use(SETTING, "label", Optional.empty())),
                List.of());
        return new ChangedAnswers(source, SchemaInspector.inspect(source), plan, changes, () -> now);
    }

    private void change(Changed... changed) throws SQLException {
        try (Connection connection = state.target().open()) {
            changes.add(connection, List.of(changed));
        }
    }

    /** The sink has written everything up to a position. */
    private void apply(SourcePosition position) throws SQLException {
        try (Connection connection = state.target().open()) {
            new SinkStateStore(state).saveWatermark(connection, new Watermark(position, 0, true));
        }
    }

    private void pass(java.time.Duration time) {
        now += time.toNanos();
    }

    @Test
    void asksForTheRowsThatUseAKeyAfterEveryMemoryHasEnded() throws SQLException {
        // Given
        ChangedAnswers follower = follower();
        change(new Changed("image", "image_id", "1"));

        // When
        follower.run();
        pass(JdbcLookups.MEMORY);
        follower.run();

        // Then
        assertThat(new ReemitQueue(state).next(10)).isEmpty();
        assertThat(changes.isFollowed()).isFalse();

        // When
        pass(ChangedAnswers.WAIT);
        Batch batch = new ReemitQueue(state, follower).next(10).orElseThrow();

        // Then
        assertThat(batch.table()).isEqualTo("label");
        assertThat(batch.keys())
                .extracting(OpenKey::values)
                .containsExactly(Map.of("image_id", "1", "store_id", "0"), Map.of("image_id", "1", "store_id", "3"));
        assertThat(changes.open(10)).isEmpty();
        assertThat(changes.isFollowed()).isFalse();
        new ReemitQueue(state).sent(batch.request(), batch.ids(), new SourcePosition(1, 1, 1));
        assertThat(changes.isFollowed()).isFalse();
        apply(new SourcePosition(1, 1, 1));
        assertThat(changes.isFollowed()).isTrue();
    }

    @Test
    void keepsNoRequestThatIsDone() throws SQLException {
        ChangedAnswers follower = follower();
        for (int i = 0; i < 2; i++) {
            change(new Changed("image", "image_id", "2"));
            follower.run();
            pass(ChangedAnswers.WAIT);
            Batch batch = new ReemitQueue(state, follower).next(10).orElseThrow();
            new ReemitQueue(state).sent(batch.request(), batch.ids(), new SourcePosition(1, 1, 1));
            apply(new SourcePosition(1, 1, 1));
        }

        try (Connection connection = state.target().open()) {
            assertThat(Statements.queryLong(connection, "SELECT COUNT(*) FROM " + state.table("reemit_request")))
                    .isEqualTo(1);
        }
    }

    @Test
    void asksForAWholeTableWhenEveryRowMayUseTheAnswer() throws SQLException {
        ChangedAnswers follower = follower();
        change(new Changed("setting", "path", "suffix"), new Changed("image", "image_id", "2"));

        follower.run();
        pass(ChangedAnswers.WAIT);
        follower.run();

        Batch batch = new ReemitQueue(state).next(10).orElseThrow();
        assertThat(batch.table()).isEqualTo("label");
        assertThat(batch.range()).isNotNull();
        assertThat(batch.keys()).isEmpty();
    }

    @Test
    void asksForNothingWhenNobodyUsesTheAnswer() throws SQLException {
        ChangedAnswers follower = follower();
        change(new Changed("setting", "path", "other"), new Changed("image", "image_id", "77"));

        follower.run();
        pass(ChangedAnswers.WAIT);
        follower.run();

        assertThat(new ReemitQueue(state).next(10)).isEmpty();
        assertThat(changes.isFollowed()).isTrue();
    }

    @Test
    void answersAreReadAnewWhenTheyAreOld() throws SQLException {
        // Given: nobody tells these look-ups of changes, as in another process
        try (var lookups = new JdbcLookups(source, SchemaInspector.inspect(source), () -> now)) {
            assertThat(lookups.find(IMAGE, "1")).isEqualTo("10");
            assertThat(lookups.find(IMAGE, "3")).isNull();
            List<Row> whole = lookups.all("image");
            execute("UPDATE image SET product_id = 11 WHERE image_id = 1", "INSERT INTO image VALUES (3, 30)");
            pass(JdbcLookups.MEMORY.minusMillis(1));
            assertThat(lookups.find(IMAGE, "1")).isEqualTo("10");

            // When
            pass(java.time.Duration.ofMillis(1));

            // Then
            assertThat(lookups.find(IMAGE, "1")).isEqualTo("11");
            lookups.prefetch(IMAGE, List.of("1", "3"));
            assertThat(lookups.find(IMAGE, "3")).isEqualTo("30");
            assertThat(lookups.all("image")).isNotSameAs(whole).hasSize(3);
        }
    }

    @Test
    void anOldTableThatIsStillTheSameIsTheSameList() {
        try (var lookups = new JdbcLookups(source, SchemaInspector.inspect(source), () -> now)) {
            var lists = new ArrayList<List<Row>>();
            for (int i = 0; i < 3; i++) {
                lists.add(lookups.all("label"));
                pass(JdbcLookups.MEMORY);
            }

            assertThat(lists).allSatisfy(list -> assertThat(list).isSameAs(lists.get(0)));
        }
    }
}
