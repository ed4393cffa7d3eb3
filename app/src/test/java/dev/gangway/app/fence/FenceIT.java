package dev.gangway.app.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fences that meet what stands in their way: nothing of them stays, and nobody waits behind them. */
class FenceIT {
    private static final Duration SHORT = Duration.ofSeconds(3);

    private DatabaseServer server = Servers.mysql56();
    private String name = "";

    @AfterEach
    void removeDatabase() {
        server.execute("SET GLOBAL read_only = 0", "DROP DATABASE IF EXISTS " + name);
    }

    @Test
    void refusesTriggersWhereTheServerHasRoomForOneOnly() {
        Database source = shop(Servers.mysql56());
        server.executeIn(name, "CREATE TRIGGER theirs BEFORE INSERT ON orders FOR EACH ROW SET @x = 1");

        Fence fence = new TriggerFence(source, List.of("orders", "pages"));

        assertThat(fence.obstacles()).singleElement().asString().contains("theirs on orders", "one trigger per event");
        assertThat(new TriggerFence(source, List.of("pages")).obstacles()).isEmpty();
    }

    @Test
    void refusesToCloseTheTargetToo() {
        Database source = shop(Servers.mariadb());

        Fence fence = new ReadOnlyFence(source, source, false);

        assertThat(fence.obstacles()).singleElement().asString().contains("on one server");
    }

    @Test
    void givesUpTriggersOnATableInUseAndTakesBackTheOthers() throws Exception {
        Database source = shop(Servers.mysql56());
        Fence fence = new TriggerFence(source, List.of("orders", "pages"));
        try (Connection open = server.connect(name);
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("INSERT INTO orders VALUES (1)");

            assertThatThrownBy(() -> fence.set(Deadline.in(SHORT, "the budget")))
                    .hasMessageContaining("orders")
                    .extracting(e -> ((MigrationException) e).code())
                    .isEqualTo(ErrorCode.CUTOVER_BUDGET);
            open.rollback();
        }
        assertThat(fence.isSet()).isTrue();
        fence.lift(fence.memory());
        fence.lift(fence.memory());
        assertThat(fence.isSet()).isFalse();
        server.executeIn(name, "INSERT INTO pages VALUES (1)", "INSERT INTO orders VALUES (1)");
    }

    @Test
    void doesNotWaitBehindLockedTablesToMakeTheServerReadOnly() throws Exception {
        Database source = shop(Servers.mysql56());
        Fence fence = new ReadOnlyFence(source, source, false);
        String before = fence.memory();
        try (Connection locking = server.connect(name);
                var statement = locking.createStatement()) {
            statement.execute("LOCK TABLES orders WRITE");

            assertThatThrownBy(() -> fence.set(Deadline.in(SHORT, "the budget")))
                    .extracting(e -> ((MigrationException) e).code())
                    .isEqualTo(ErrorCode.CUTOVER_BUDGET);
            statement.execute("UNLOCK TABLES");
        }
        fence.lift(before);
        assertThat(fence.isSet()).isFalse();
        fence.set(Deadline.in(SHORT, "the budget"));
        assertThat(fence.isSet()).isTrue();
        fence.lift(before);
        assertThat(fence.isSet()).isFalse();
    }

    @Test
    void leavesAServerReadOnlyThatWasBefore() {
        Database source = shop(Servers.mysql56());
        server.execute("SET GLOBAL read_only = 1");
        Fence fence = new ReadOnlyFence(source, source, false);

        String before = fence.memory();
        fence.set(Deadline.in(SHORT, "the budget"));
        fence.lift(before);

        assertThat(fence.isSet()).isTrue();
        assertThat(fence.byHand(before)).isEmpty();
    }

    private Database shop(DatabaseServer where) {
        server = where;
        name = Servers.freshDatabase(where);
        where.executeIn(
                name,
                "CREATE TABLE orders (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TABLE pages (id INT PRIMARY KEY) ENGINE=InnoDB");
        return new Database(DatabaseConfig.tcp(
                Side.SOURCE, where.host(), where.port(), name, where.user(), Password.of(where.password())));
    }
}
