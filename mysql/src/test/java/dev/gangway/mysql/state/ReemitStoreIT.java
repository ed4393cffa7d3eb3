package dev.gangway.mysql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.ReemitQueue.Batch;
import dev.gangway.mysql.state.ReemitQueue.OpenKey;
import dev.gangway.mysql.state.ReemitQueue.Part;
import dev.gangway.mysql.state.SinkStateStore.Watermark;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that are to be sent again are remembered on every server until they are in the target. */
@NullUnmarked
class ReemitStoreIT {
    private static final String TABLE = "customer_entity";

    private static StateSchema fresh(DatabaseFlavor flavor) {
        Database target = TestDatabases.fresh(flavor, Side.DESTINATION);
        var schema = new StateSchema(target, target.config().name().replace('_', '-'));
        schema.open();
        return schema;
    }

    private static void reach(StateSchema schema, SourcePosition position) throws SQLException {
        try (Connection connection = schema.target().open()) {
            new SinkStateStore(schema).saveWatermark(connection, new Watermark(position, 1, true));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void givesKeysInBatchesAndForgetsThemWhenTheyAreSent(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        var store = new ReemitStore(schema);
        var queue = new ReemitQueue(schema);
        var keys = new ArrayList<Map<String, Object>>();
        for (int i = 1; i <= 1_201; i++) {
            keys.add(Map.of("entity_id", i));
        }

        long request = store.request("repair", "a person", TABLE, keys);
        Batch first = queue.next(1_000).orElseThrow();

        assertThat(first.table()).isEqualTo(TABLE);
        assertThat(first.keys()).hasSize(1_000).first().satisfies(key -> assertThat(key.values())
                .isEqualTo(Map.of("entity_id", "1")));
        assertThat(queue.next(1_000))
                .hasValueSatisfying(again -> assertThat(again.ids()).isEqualTo(first.ids()));

        queue.sent(request, first.ids(), new SourcePosition(1, 500, 1_000));
        Batch second = queue.next(1_000).orElseThrow();
        assertThat(second.keys()).hasSize(201);
        assertThat(store.progress(request)).hasValueSatisfying(progress -> {
            assertThat(progress.open()).isEqualTo(201);
            assertThat(progress.sent()).isEqualTo(1_000);
            assertThat(progress.isSent()).isFalse();
        });

        queue.sent(request, second.ids(), new SourcePosition(1, 900, 201));
        queue.sent(request, second.ids(), new SourcePosition(1, 900, 201));
        assertThat(queue.next(10)).isEmpty();
        assertThat(store.unsent()).isEmpty();
        assertThat(store.progress(request)).hasValueSatisfying(progress -> {
            assertThat(progress.sent()).isEqualTo(1_201);
            assertThat(progress.position()).hasValue(new SourcePosition(1, 900, 201));
        });

        reach(schema, new SourcePosition(1, 900, 200));
        assertThat(store.isInTarget(request)).isFalse();
        reach(schema, new SourcePosition(1, 901, 0));
        assertThat(store.isInTarget(request)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void takesAKeyOnceAndNothingBeforeTheRequestIsReleased(DatabaseFlavor flavor) {
        StateSchema schema = fresh(flavor);
        var store = new ReemitStore(schema);
        var queue = new ReemitQueue(schema);
        byte[] bytes = {0, 10, (byte) 0xff};
        String text = "a=b\n\\n'\"\u00e9";

        long request = store.begin("replay", "a command");
        assertThat(store.add(request, TABLE, List.of(Map.of("b", bytes, "a", text), Map.of("a", text, "b", bytes))))
                .isEqualTo(1);
        assertThat(store.add(request, TABLE, List.of(Map.of("a", text.toUpperCase(java.util.Locale.ROOT), "b", bytes))))
                .isEqualTo(1);
        assertThat(queue.next(10)).isEmpty();
        store.release(request);

        List<OpenKey> keys = queue.next(10).orElseThrow().keys();
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0).values()).containsEntry("a", text).containsEntry("b", bytes);
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void movesARangeAlongAndEndsIt(DatabaseFlavor flavor) {
        StateSchema schema = fresh(flavor);
        var store = new ReemitStore(schema);
        var queue = new ReemitQueue(schema);

        long request = store.requestRange("backfill", "a command", TABLE, new ChunkRange(List.of("10"), List.of("90")));
        Batch batch = queue.next(10).orElseThrow();
        assertThat(batch.range()).isNotNull();
        queue.sent(
                batch,
                new Part(new ChunkRange(List.of("50"), List.of("90")), 40, List.of(Map.of("entity_id", "11"))),
                new SourcePosition(1, 1, 40));
        Batch rest = queue.next(10).orElseThrow();
        assertThat(rest.range().range()).isEqualTo(new ChunkRange(List.of("50"), List.of("90")));
        assertThat(store.progress(request).orElseThrow().open()).isEqualTo(2);

        queue.sent(rest, new Part(null, 2, List.of()), new SourcePosition(1, 2, 2));
        queue.sent(rest, new Part(null, 2, List.of()), new SourcePosition(1, 2, 2));
        Batch postponed = queue.next(10).orElseThrow();
        assertThat(postponed.keys()).singleElement().satisfies(key -> assertThat(key.values())
                .isEqualTo(Map.of("entity_id", "11")));
        queue.sent(request, postponed.ids(), new SourcePosition(1, 3, 1));
        assertThat(store.progress(request)).hasValueSatisfying(progress -> {
            assertThat(progress.sent()).isEqualTo(43);
            assertThat(progress.isSent()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void saysWhatCannotBeSentAndGoesOnWithTheRest(DatabaseFlavor flavor) {
        StateSchema schema = fresh(flavor);
        var store = new ReemitStore(schema);
        var queue = new ReemitQueue(schema);

        long unknown =
                store.request("repair", "a person", "nobody_knows_it", List.of(Map.of("id", 1), Map.of("id", 2)));
        long known = store.request("repair", "a person", TABLE, List.of(Map.of("entity_id", 1)));
        queue.refuse(queue.next(10).orElseThrow(), "it is not captured");

        assertThat(store.progress(unknown)).hasValueSatisfying(progress -> {
            assertThat(progress.refused()).isEqualTo(2);
            assertThat(progress.trouble()).hasValue("it is not captured");
        });
        assertThat(store.isInTarget(unknown)).isTrue();
        assertThat(queue.next(10))
                .hasValueSatisfying(batch -> assertThat(batch.request()).isEqualTo(known));

        store.cancel(known);
        assertThat(queue.next(10)).isEmpty();
        assertThat(store.progress(known).orElseThrow().open()).isZero();
    }
}
