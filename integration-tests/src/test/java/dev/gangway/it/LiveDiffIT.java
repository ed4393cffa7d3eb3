package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.wiring.Databases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamLock;
import dev.gangway.mysql.write.Statements;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.DiffStore.Unit;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparison and repair of a shop that is written to, and a comparison that is killed. */
class LiveDiffIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static LiveShop shop;
    private static LiveShop.Target target;

    @BeforeAll
    static void load() throws Exception {
        shop = new LiveShop("binlog", folder);
        makeAttributeThatStaysBehind();
        target = shop.newTargetWithDerivedRows("diff");
        target.run("settings");
        target.run("data", "--auto");
    }

    /** With an option and its text: neither is a difference. */
    private static void makeAttributeThatStaysBehind() throws Exception {
        Database source = shop.source();
        try (Connection connection = source.open()) {
            Statements.execute(
                    connection,
                    "INSERT INTO " + source.table("eav_attribute")
                            + " (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input) SELECT 900,"
                            + " entity_type_id, 'is_recurring', 'int', 'select' FROM "
                            + source.table("eav_entity_type") + " WHERE entity_type_code = 'catalog_product'");
            Statements.execute(
                    connection,
                    "INSERT INTO " + source.table("eav_attribute_option")
                            + " (option_id, attribute_id) VALUES (9001, 900), (9002, 900)");
            Statements.execute(
                    connection,
                    "INSERT INTO " + source.table("eav_attribute_option_value")
                            + " (value_id, option_id, store_id, value) VALUES (9001, 9001, 0, 'Yes'), (9002, 9002, 0, 'No')");
        }
    }

    @AfterAll
    static void drop() {
        shop.close();
    }

    @Test
    void findsAndMendsExactlyWhatWasPlantedWhileTheShopIsWrittenTo() throws Exception {
        Process stream = target.start("delta");
        try (var writes = new SteadyWrites(shop.source())) {
            StateSchema state = Databases.of(target.config()).state();
            await().atMost(LIMIT).until(() -> isStreaming(state));
            writes.start();
            var planted = new PlantedDifferences(shop.server(), target.database());
            plant(planted);
            long before = writes.written();

            // When
            DiffResult found = GoldenDiffIT.diff(target.config());

            // Then
            assertThat(GoldenDiffIT.told(found)).containsExactlyInAnyOrderElementsOf(planted.expected());
            assertThat(found.unjudged()).isZero();
            assertThat(writes.written()).isGreaterThan(before);

            // When
            target.run("repair", "--yes");

            // Then
            assertThat(GoldenDiffIT.told(GoldenDiffIT.diff(target.config()))).isEmpty();
        } finally {
            stream.destroyForcibly().waitFor();
        }
        target.run("delta", "--until-drained");
        assertThat(target.openAndParked()).containsExactly(0L, 0L);
    }

    private static void plant(PlantedDifferences planted) {
        planted.change("sales_order_item", "item_id", 3, "name", "'planted'");
        planted.remove("sales_order_item", "item_id", 5);
        planted.copy("quote_item", "item_id", 3, 900_001);
        planted.change("customer_entity", "entity_id", 3, "group_id", "group_id + 1");
        planted.change("customer_entity", "entity_id", 4, "firstname", "'planted'");
        planted.change("sales_order", "entity_id", 6, "shipping_description", "'planted'");
        planted.change("sales_order_grid", "entity_id", 4, "billing_name", "'planted'");
        planted.remove("sales_order_grid", "entity_id", 5);
        planted.copy("sales_order_grid", "entity_id", 7, 900_002);
        planted.change(
                "catalog_product_entity_tier_price",
                List.of("entity_id", "all_groups", "customer_group_id", "qty", "website_id"),
                1,
                "value",
                "value + 1");
    }

    private static boolean isStreaming(StateSchema state) throws Exception {
        try (Connection connection = state.target().open()) {
            return StreamLock.isTaken(state)
                    && new SinkStateStore(state).watermark(connection).isPresent();
        }
    }

    @Test
    void goesOnAfterAKillAndCountsEveryChunkOnce() throws Exception {
        DiffStore store = new DiffStore(Databases.of(target.config()).state());
        Process killed = target.start("diff");
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> isHalfDone(store));
        killed.destroyForcibly().waitFor();
        DiffStore.Run run = store.find(null).orElseThrow();
        assertThat(run.state()).isEqualTo(DiffStore.RUNNING);

        // When
        target.run("diff", "resume", "--run", String.valueOf(run.id()));

        // Then
        DiffResult undisturbed = GoldenDiffIT.diff(target.config());
        assertThat(counts(DiffResult.read(store, store.find(run.id()).orElseThrow())))
                .isEqualTo(counts(undisturbed));
    }

    private static boolean isHalfDone(DiffStore store) {
        return store.find(null)
                .filter(run -> run.state().equals(DiffStore.RUNNING))
                .map(run -> store.units(run.id()).stream().filter(Unit::isDone).count() > 5)
                .orElse(false);
    }

    private static Map<String, Counts> counts(DiffResult result) {
        Map<String, Counts> counts = new TreeMap<>();
        result.tables().forEach((table, found) -> counts.put(table, found.counts()));
        return counts;
    }
}
