package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A shop that goes on selling while it is loaded stops nothing: what was changed meanwhile is for the stream. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenWriteLoadIT {
    private static final long PERIOD_MILLIS = 25;

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

    @Test
    void loadEndsAlthoughTheSourceIsWrittenTo() throws Exception {
        DatabaseServer server = Servers.mariadb();
        String source = Golden.source(server, "m1-sample");
        var setup = GoldenConfig.strict(server, source, server, Golden.target(server, "m2-empty"));
        var written = new AtomicLong();
        ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
        try (var run = new GoldenRun(setup);
                Connection connection = server.connect(source);
                Statement statement = connection.createStatement()) {
            run.run(Mode.SETTINGS);
            Future<?> writes = writer.scheduleAtFixedRate(
                    () -> write(statement, written.incrementAndGet()), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);

            run.run(Mode.DATA);

            assertThat(writes.isDone()).describedAs("the writer failed").isFalse();
            assertThat(written).hasValueGreaterThan(100);
        } finally {
            writer.shutdownNow();
            assertThat(writer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            server.execute("DROP DATABASE `" + source + "`");
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
