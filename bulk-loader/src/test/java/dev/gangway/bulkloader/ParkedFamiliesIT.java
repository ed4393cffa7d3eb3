package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.testkit.shop.StepsConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that the target refuses take along what hangs on them, so that it has no half orders. */
class ParkedFamiliesIT {
    private static final String[] TABLES = {
        "CREATE TABLE shop_order (id INT PRIMARY KEY, number VARCHAR(9))",
        "CREATE TABLE shop_payment (id INT PRIMARY KEY, order_id INT NOT NULL,"
                + " CONSTRAINT payment_order FOREIGN KEY (order_id) REFERENCES shop_order (id))",
        "CREATE TABLE shop_item (id INT PRIMARY KEY, order_id INT, parent_id INT,"
                + " CONSTRAINT item_order FOREIGN KEY (order_id) REFERENCES shop_order (id) ON DELETE CASCADE,"
                + " CONSTRAINT item_item FOREIGN KEY (parent_id) REFERENCES shop_item (id) ON DELETE CASCADE)",
        "CREATE TABLE shop_option (item_id INT, name VARCHAR(20), PRIMARY KEY (item_id, name),"
                + " CONSTRAINT option_item FOREIGN KEY (item_id) REFERENCES shop_item (id) ON DELETE CASCADE)",
        "CREATE TABLE shop_message (id INT PRIMARY KEY, order_id INT,"
                + " CONSTRAINT message_order FOREIGN KEY (order_id) REFERENCES shop_order (id) ON DELETE SET NULL)"
    };

    @TempDir
    Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private LoadFixture shop;

    /** Order 2 has the number of order 1, which the target takes once; item 5 belongs to order 1 by way of nobody. */
    @BeforeEach
    void create() {
        shop = LoadFixture.fresh(Servers.mariadb(), folder, StepsConfig.NO_RULES);
        shop.both(TABLES);
        shop.server().executeIn(shop.target, "ALTER TABLE shop_order ADD UNIQUE KEY shop_number (number)");
        shop.server()
                .executeIn(
                        shop.source,
                        "INSERT INTO shop_order VALUES (1, 'A'), (2, 'A'), (3, 'B')",
                        "INSERT INTO shop_payment VALUES (1, 1), (2, 2), (3, 3)",
                        "INSERT INTO shop_item VALUES (1, 1, NULL), (2, 2, NULL), (3, NULL, 2), (4, 3, NULL), (5, NULL, NULL)",
                        "INSERT INTO shop_option VALUES (1, 'kept'), (2, 'of 2'), (3, 'of 3'), (3, 'again')",
                        "INSERT INTO shop_message VALUES (1, 1), (2, 2)");
    }

    @Test
    void parksWhatHangsOnARowThatTheTargetRefuses() throws Exception {
        shop.loader(BulkListener.SILENT).run(Mode.DATA);

        assertThat(column("SELECT id FROM shop_order ORDER BY id")).containsExactly("1", "3");
        assertThat(column("SELECT id FROM shop_payment ORDER BY id")).containsExactly("1", "3");
        assertThat(column("SELECT id FROM shop_item ORDER BY id")).containsExactly("1", "4", "5");
        assertThat(column("SELECT name FROM shop_option ORDER BY name")).containsExactly("kept");
        assertThat(column("SELECT id FROM shop_message ORDER BY id")).containsExactly("1", "2");
        assertThat(parked())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("shop_order", 1L, "shop_payment", 1L, "shop_item", 2L, "shop_option", 3L));
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("error 1062 at shop_number"))
                .anyMatch(reason -> reason.contains("left out with its parent in shop_item, which is parked"));
    }

    @Test
    void countsWhatWasTakenAlongInTheVolumeCheck() {
        var findings = new ArrayList<String>();

        shop.loader(new BulkListener() {
                    @Override
                    public void warning(String message) {
                        findings.add(message);
                    }
                })
                .run(Mode.DATA);

        assertThat(findings).isEmpty();
    }

    /** The key of the refused row is that of another one, whose family it is. */
    @Test
    void leavesTheFamilyOfTheRowThatHasTheKey() throws Exception {
        shop.server()
                .executeIn(
                        shop.source,
                        "ALTER TABLE shop_item DROP FOREIGN KEY item_order",
                        "ALTER TABLE shop_payment DROP FOREIGN KEY payment_order",
                        "ALTER TABLE shop_message DROP FOREIGN KEY message_order",
                        "ALTER TABLE shop_order DROP PRIMARY KEY, MODIFY id BIGINT NOT NULL, ADD PRIMARY KEY (id)",
                        "DELETE FROM shop_option WHERE item_id IN (2, 3)",
                        "DELETE FROM shop_item WHERE id IN (3, 2)",
                        "DELETE FROM shop_order WHERE id = 2",
                        "INSERT INTO shop_order VALUES (4294967297, 'C')",
                        "ALTER TABLE shop_item MODIFY order_id BIGINT",
                        "ALTER TABLE shop_item ADD CONSTRAINT item_order FOREIGN KEY (order_id) REFERENCES shop_order (id)"
                                + " ON DELETE CASCADE");

        shop.loader(BulkListener.SILENT).run(Mode.DATA);

        assertThat(column("SELECT id FROM shop_item WHERE order_id = 1")).containsExactly("1");
    }

    private Map<String, Long> parked() throws Exception {
        try (Connection connection = shop.database(Side.DESTINATION).open()) {
            return new ParkedStore(shop.state()).count(connection, "bulk");
        }
    }

    private List<@Nullable String> reasons() {
        return shop.server().query("SELECT reason FROM " + shop.state().name() + ".parked").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private List<@Nullable String> column(String sql) {
        return shop.server().query(sql.replaceFirst("FROM ", "FROM " + shop.target + ".")).stream()
                .map(row -> row.get(0))
                .toList();
    }
}
