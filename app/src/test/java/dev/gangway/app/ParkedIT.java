package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.wiring.Databases;
import dev.gangway.mysql.state.ReemitStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that the target refuses, through all commands: alarm, list, show, retry, drop, and the exit codes on the way. */
class ParkedIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void bringsInWhatTheTargetRefusedOnceTheCauseIsMended() throws Exception {
        try (var shop = new CommandShop(folder, "binlog").withSharedKafka()) {
            // Given an order and two pages that the target does not take
            String target = shop.newTarget();
            assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);
            assertThat(shop.run(target, "data")).isEqualTo(ExitCode.DONE);
            CommandShop.SERVER.executeIn(
                    target,
                    "ALTER TABLE sales_order ADD CONSTRAINT obstacle CHECK (customer_firstname <> 'Refused')",
                    "ALTER TABLE cms_page ADD CONSTRAINT obstacle2 CHECK (title <> 'refused')");
            CommandShop.SERVER.executeIn(
                    shop.source,
                    "UPDATE sales_flat_order SET customer_firstname = 'Refused' WHERE entity_id = 1",
                    "UPDATE sales_flat_order_item SET qty_canceled = 1 WHERE order_id = 1",
                    "UPDATE cms_page SET title = 'refused' WHERE page_id IN (1, 2)");
            assertThat(shop.run(target, "delta", "--until-drained"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.PARKED);
            assertThat(shop.run(target, "status")).isEqualTo(ExitCode.PARKED);
            assertThat(shop.result()).contains("changes of sales_flat_order are parked and need a person");

            // When a person looks at it, decides, and mends the cause
            looksAtIt(shop, target);
            shop.run(target, "parked", "drop", "--id", id(target, "cms_page"), "--why", "test", "--yes");
            assertThat(shop.result()).startsWith("Dropped: 1.");
            CommandShop.SERVER.executeIn(
                    target,
                    "ALTER TABLE sales_order DROP CONSTRAINT obstacle",
                    "ALTER TABLE cms_page DROP CONSTRAINT obstacle2");
            shop.run(target, "parked", "retry", "--all");
            assertThat(shop.result())
                    .contains("Asked for 2 rows", "the request waits for the next start of gangway delta");
            CommandShop.SERVER.executeIn(
                    shop.source,
                    "UPDATE sales_flat_order SET customer_lastname = 'Again' WHERE entity_id = 1",
                    "UPDATE cms_page SET root_template = 'empty' WHERE page_id = 2");
            assertThat(shop.run(target, "delta", "--until-drained"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);

            // Then everything but what was dropped is there
            assertThat(shop.said()).contains("of the parked settled since");
            assertThat(shop.run(target, "parked", "list")).isEqualTo(ExitCode.DONE);
            assertThat(shop.result()).startsWith("Nothing waits");
            assertThat(count(target, "sales_order WHERE entity_id = 1 AND customer_firstname = 'Refused'"))
                    .isEqualTo("1");
            assertThat(count(target, "sales_order_item WHERE order_id = 1 AND qty_canceled <> 1"))
                    .isEqualTo("0");
            assertThat(count(target, "cms_page WHERE title = 'refused'")).isEqualTo("1");
        }
    }

    @Test
    void bringsInAnOrderThatTheLoadHasParkedWithAllThatHangsOnIt() throws Exception {
        try (var shop = new CommandShop(folder, "binlog").withSharedKafka()) {
            // Given
            String expected = shop.newTarget();
            assertThat(shop.run(expected, "settings")).isEqualTo(ExitCode.DONE);
            assertThat(shop.run(expected, "data")).isEqualTo(ExitCode.DONE);
            String target = shop.newTarget();
            String number = first("SELECT increment_id FROM " + shop.source + ".sales_flat_order WHERE entity_id = 1");
            CommandShop.SERVER.executeIn(
                    target, "ALTER TABLE sales_order ADD CONSTRAINT obstacle CHECK (increment_id <> '" + number + "')");
            assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);

            // When
            int data = shop.run(target, "data");
            String said = shop.said();
            String items = count(target, "sales_order_item WHERE order_id = 1");
            CommandShop.SERVER.executeIn(target, "ALTER TABLE sales_order DROP CONSTRAINT obstacle");
            shop.run(target, "parked", "retry", "--all");
            assertThat(shop.run(target, "delta", "--until-drained"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);

            // Then
            assertThat(data).as(said).isEqualTo(ExitCode.PARKED);
            assertThat(said).contains("rows of sales_flat_order_item are not in the target");
            assertThat(items).isEqualTo("0");
            assertThat(count(target, "sales_order_item WHERE order_id = 1")).isNotEqualTo("0");
            assertThat(shop.differences(expected, target)).isEmpty();
        }
    }

    private static void looksAtIt(CommandShop shop, String target) throws IOException {
        assertThat(shop.run(target, "parked", "list")).isEqualTo(ExitCode.DONE);
        assertThat(shop.result())
                .contains("1  TARGET_REJECTED  sales_flat_order to sales_order: ")
                .contains("2  TARGET_REJECTED  cms_page: ")
                .contains("JOINED  sales_flat_order_item to sales_order_item: Waits for sales_order entity_id=1");
        shop.run(target, "parked", "list", "--json", "--limit", "1", "--table", "sales_flat_order");
        assertThat(shop.result())
                .contains("\"waiting\" : 1,", "\"targetRows\" : [ \"sales_order entity_id=1\"")
                .contains("\"key\" : \"entity_id=1\"");
        shop.run(target, "parked", "show", "--id", id(target, "sales_flat_order"));
        assertThat(shop.result()).containsPattern("\\* customer_firstname +\\S+ +Refused");
        assertThat(shop.run(target, "parked", "retry", "--all", "--preview")).isEqualTo(ExitCode.DONE);
        assertThat(shop.result())
                .contains("2  TARGET_REJECTED  cms_page: read anew", "follow by themselves", "Nothing was done");
        assertThat(new ReemitStore(Databases.of(shop.config(target)).state()).unsent())
                .isEmpty();
    }

    private static String id(String target, String table) {
        return first("SELECT MIN(id) FROM " + CommandShop.stateOf(target)
                + ".parked WHERE resolved = 0 AND table_name = '" + table + "'");
    }

    private static String count(String target, String from) {
        return first("SELECT COUNT(*) FROM " + target + "." + from);
    }

    private static String first(String query) {
        List<?> row = CommandShop.SERVER.query(query).get(0);
        return String.valueOf(row.get(0));
    }
}
