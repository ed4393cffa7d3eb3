package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.LedgerView;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StreamRun;
import dev.gangway.app.wiring.Databases;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A shop that goes on selling while it is loaded: what was changed meanwhile stops nothing and is no difference to any volume
 * check, and the stream leads to what a load of the shop at rest gives.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenWriteLoadIT {
    private static final long PERIOD_MILLIS = 25;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** {@code %1$d} counts up from 1. */
    private static final List<String> WRITES = List.of(
            "INSERT INTO core_url_rewrite (store_id, id_path, request_path, target_path, is_system)"
                    + " VALUES (1, 'w/%1$d', 'written-%1$d', 'target', 0)",
            "DELETE FROM core_url_rewrite WHERE id_path = CONCAT('w/', %1$d - 5)",
            "INSERT INTO catalog_product_entity_tier_price (entity_id, all_groups, customer_group_id, qty, value, website_id)"
                    + " VALUES (1, 1, 0, 1000 + %1$d, 5, 0)",
            "INSERT INTO customer_entity (entity_type_id, website_id, email, group_id, store_id, created_at)"
                    + " VALUES (1, 1, 'written%1$d@example.com', 1, 1, NOW())",
            "INSERT INTO log_visitor (session_id, first_visit_at, last_visit_at, last_url_id, store_id)"
                    + " VALUES ('%1$d', NOW(), NOW(), 0, 1)",
            "INSERT INTO sales_flat_quote (store_id, created_at, updated_at) VALUES (1, NOW(), NOW())",
            "UPDATE sales_flat_order SET base_grand_total = base_grand_total + 1 WHERE entity_id = 1 + %1$d %% 900",
            "DELETE FROM sales_flat_order_grid WHERE entity_id = 1 + %1$d %% 900",
            "DELETE FROM review WHERE review_id = %1$d",
            "UPDATE catalog_product_entity_varchar SET value = CONCAT(value, '!') WHERE entity_id = 1 + %1$d %% 500",
            "UPDATE eav_entity_store SET increment_last_id = increment_last_id + 1");

    private final DatabaseServer server = Servers.mariadb();

    @Test
    void loadAndStreamGiveWhatALoadOfTheShopAtRestGives() throws Exception {
        // Given
        String source = Golden.source(server, "m1-sample");
        String target = Golden.target(server, "m2-empty");
        MigrationConfig config = config(source, target);
        MigrationContext.reset(config);
        Set<String> ofMap;
        LedgerView totals;

        // When
        var told = new Told();
        try (MigrationContext context = MigrationContext.open(config)) {
            var load = new BulkRun(context, context.captureStart(), told);
            load.run(Mode.SETTINGS);
            whileWriting(source, () -> load.run(Mode.DATA));
            ofMap = targets(context);
            try (StreamRun stream = StreamRun.start(context)) {
                stream.awaitCapturing(LIMIT);
                Drained.await(context, stream, LIMIT);
                totals = stream.ledger();
            }
        }
        String fresh = Golden.target(server, "m2-empty");
        try (MigrationContext context = MigrationContext.open(config(source, fresh))) {
            var load = new BulkRun(context, CaptureStart.NONE, told);
            load.run(Mode.SETTINGS);
            load.run(Mode.DATA);
        }

        // Then
        assertThat(told.findings).isEmpty();
        assertThat(told.warnings).isEmpty();
        assertThat(totals.captured()).isGreaterThan(100);
        assertThat(totals.outcome().parked()).isZero();
        List<TableDifference> differences = differences(fresh, target);
        assertThat(differences)
                .filteredOn(difference -> ofMap.contains(difference.table()))
                .isEmpty();
        Databases.of(config).state().drop();
        Databases.of(config(source, fresh)).state().drop();
        server.execute(
                "DROP DATABASE `" + source + "`", "DROP DATABASE `" + target + "`", "DROP DATABASE `" + fresh + "`");
    }

    private MigrationConfig config(String source, String target) {
        return GoldenConfig.strict(server, source, server, target).read();
    }

    private static Set<String> targets(MigrationContext context) {
        return context.plan().tables().stream()
                .map(plan -> plan.target().name())
                .collect(Collectors.toSet());
    }

    private List<TableDifference> differences(String expected, String actual) throws Exception {
        try (Connection left = server.connect(expected);
                Connection right = server.connect(actual)) {
            return new DatabaseComparer(ComparisonRules.migratedShops().withNewPageRewrites()).compare(left, right);
        }
    }

    /** Everything that a person would be told to look at. */
    private static final class Told implements BulkListener {
        private final List<String> findings = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        @Override
        public void findings(StageRef stage, List<Finding> found) {
            found.forEach(finding -> findings.add(stage.step() + ": " + finding.message()));
        }

        @Override
        public void warning(String message) {
            warnings.add(message);
        }
    }

    private void whileWriting(String source, Runnable work) throws Exception {
        var written = new AtomicLong();
        ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
        try (Connection connection = server.connect(source);
                Statement statement = connection.createStatement()) {
            Future<?> writes = writer.scheduleAtFixedRate(
                    () -> write(statement, written.incrementAndGet()), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            work.run();
            assertThat(writes.isDone()).describedAs("the writer failed").isFalse();
            assertThat(written).hasValueGreaterThan(50);
        } finally {
            writer.shutdownNow();
            assertThat(writer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static void write(Statement statement, long number) {
        try {
            statement.execute("SET SESSION foreign_key_checks = 1, sql_mode = ''");
            for (String sql : WRITES) {
                statement.execute(sql.formatted(number));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
