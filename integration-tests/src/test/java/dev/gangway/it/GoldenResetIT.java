package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.Reset;
import dev.gangway.app.wiring.Databases;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.ResetScope;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.testkit.compare.ComparisonRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The reference shop is loaded, undone and loaded again: every step's tables come back, and every step may be repeated. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenResetIT {
    private final DatabaseServer server = Servers.mysql80();

    @Test
    @Tag("night")
    void bringsBackTheTargetOfEveryStep() throws Exception {
        // Given
        try (var run = new GoldenRun(Servers.mysql57(), server, "m1-sample")) {
            List<List<@Nullable String>> shape = shape(run);
            run.run(Mode.SETTINGS);
            run.run(Mode.DATA);
            use(run);

            // When
            Reset.find(run.config(), ResetScope.DATA).perform(line -> {});
            var afterDataReset = run.differences("golden-settings");
            run.run(Mode.DATA);
            var afterSecondLoad = run.differences("golden-data");
            use(run);
            Reset.find(run.config(), ResetScope.ALL).perform(line -> {});

            // Then
            assertThat(afterDataReset).isEmpty();
            assertThat(afterSecondLoad).isEmpty();
            assertThat(run.differences("m2-empty")).isEmpty();
            assertThat(shape(run)).isEqualTo(shape);
        }
    }

    @Test
    void repeatsEveryStepThatWasKilledBeforeItsEndWasNoted() throws Exception {
        // Given
        try (var run = new GoldenRun(Servers.mysql57(), server, "m1-sample")) {
            run.run(Mode.SETTINGS);
            Set<String> repeated = ConcurrentHashMap.newKeySet();
            var runs = new RunStore(Databases.of(run.config()).state());

            // When
            for (boolean finished = false; !finished; ) {
                try {
                    run.run(Mode.DATA, new BreakingOff(repeated));
                    finished = true;
                } catch (Broken e) {
                    withSuppressed(e)
                            .forEach(broken -> runs.reopen(Mode.DATA.word(), broken.getMessage(), Stage.DATA.word()));
                }
            }

            // Then
            assertThat(repeated).hasSizeGreaterThan(10);
            ComparisonRules rules =
                    ComparisonRules.migratedShops().withNewPageRewrites().withNewNumbersOfMovedValues();
            assertThat(run.differences("golden-data", rules)).isEmpty();
        }
    }

    @Test
    void goesOnAfterEachStepHasFailedAtTheTarget() throws Exception {
        // Given: at the beginning of a step's data stage one of its tables is taken away
        try (var run = new GoldenRun(Servers.mysql57(), server, "m1-sample")) {
            run.run(Mode.SETTINGS);
            var failures = new ArrayList<String>();
            var hidden = new Hiding(run);

            // When
            for (boolean finished = false; !finished; ) {
                try {
                    run.run(Mode.DATA, hidden);
                    finished = true;
                } catch (MigrationException e) {
                    withSuppressed(e)
                            .map(MigrationException.class::cast)
                            .forEach(failure -> failures.add(failure.code() + " " + failure.getMessage()));
                    hidden.mend();
                }
            }

            // Then
            assertThat(failures).hasSizeGreaterThan(4).allSatisfy(failure -> assertThat(failure)
                    .contains("TARGET_TABLE_MISSING", "Target database"));
            assertThat(run.differences("golden-data")).isEmpty();
            Reset.find(run.config(), ResetScope.ALL).perform(line -> {});
            assertThat(run.differences("m2-empty")).isEmpty();
        }
    }

    /** A failure and those of steps that ran beside it. */
    private static Stream<Throwable> withSuppressed(Throwable failure) {
        return Stream.concat(Stream.of(failure), Arrays.stream(failure.getSuppressed()));
    }

    /** Structure and next ids of all tables but those that the target's own triggers fill, and the triggers. */
    private List<List<@Nullable String>> shape(GoldenRun run) {
        String name = run.config().destination().name();
        var shape = new ArrayList<List<@Nullable String>>();
        for (List<@Nullable String> table : server.query("SELECT TABLE_NAME FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = '" + name + "' AND TABLE_NAME NOT LIKE '%\\_cl' ORDER BY TABLE_NAME")) {
            shape.addAll(server.query("SHOW CREATE TABLE `" + name + "`.`" + table.get(0) + "`"));
        }
        shape.addAll(server.query("SELECT TRIGGER_NAME, ACTION_ORDER, ACTION_STATEMENT, SQL_MODE, DEFINER,"
                + " CHARACTER_SET_CLIENT, COLLATION_CONNECTION FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '"
                + name + "' ORDER BY TRIGGER_NAME"));
        return shape;
    }

    /** What a shop that is tried out does to the tables that were loaded. */
    private void use(GoldenRun run) {
        server.executeIn(
                run.config().destination().name(),
                "SET foreign_key_checks = 0",
                "DELETE FROM sales_order WHERE entity_id % 3 = 0",
                "UPDATE customer_entity SET email = CONCAT('x', email)",
                "INSERT INTO sequence_order_1 VALUES (4000000)",
                "DELETE FROM url_rewrite",
                "UPDATE eav_attribute SET backend_type = 'static' WHERE attribute_id > 120",
                "INSERT INTO cms_page (title, identifier) VALUES ('made here', 'made-here')",
                "TRUNCATE TABLE catalog_category_product",
                "UPDATE inventory_source_item SET quantity = 77",
                "DELETE FROM eav_entity_attribute WHERE entity_attribute_id % 2 = 0");
    }

    /** Renames one of a step's tables when its data stage begins, once. */
    private final class Hiding implements BulkListener {
        private static final Map<String, String> TABLES = Map.of(
                "EAV Step", "eav_attribute_group",
                "Customer Attributes Step", "customer_entity_varchar",
                "Map Step", "sales_order_item",
                "Url Rewrite Step", "catalog_url_rewrite_product_category",
                "OrderGrids Step", "sales_shipment_grid",
                "Tier Price Step", "catalog_product_entity_tier_price",
                "SalesIncrement Step", "sales_sequence_profile",
                "Inventory Step", "inventory_shipment_source",
                "PostProcessing Step", "catalog_product_entity_text");

        private final GoldenRun run;
        private final Set<String> steps = ConcurrentHashMap.newKeySet();
        private final Queue<String> hidden = new ConcurrentLinkedQueue<>();

        Hiding(GoldenRun run) {
            this.run = run;
        }

        @Override
        public void stageStarted(StageRef stage) {
            if (stage.isData() && TABLES.containsKey(stage.step()) && steps.add(stage.step())) {
                String table = TABLES.get(stage.step());
                rename(table, "gone_" + table);
                hidden.add(table);
            }
        }

        void mend() {
            for (String table = hidden.poll(); table != null; table = hidden.poll()) {
                rename("gone_" + table, table);
            }
        }

        private void rename(String from, String to) {
            server.executeIn(run.config().destination().name(), "RENAME TABLE " + from + " TO " + to);
        }
    }

    private static final class Broken extends RuntimeException {
        Broken(String step) {
            super(step);
        }
    }

    /** Breaks the run off at the end of each step's data stage, once. */
    private static final class BreakingOff implements BulkListener {
        private final Set<String> steps;

        BreakingOff(Set<String> steps) {
            this.steps = steps;
        }

        @Override
        public void stageFinished(StageRef stage, long millis) {
            if (stage.isData() && steps.add(stage.step())) {
                throw new Broken(stage.step());
            }
        }
    }
}
