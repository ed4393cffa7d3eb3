package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.run.Reset;
import dev.gangway.mysql.state.ResetScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --reset} promises: source and target as they were, and a load like the first one afterwards. */
class ResetIT {
    private static final String[] USED_TARGET = {
        "SET foreign_key_checks = 0",
        "UPDATE core_config_data SET value = 'changed by hand' LIMIT 3",
        "DELETE FROM store_website WHERE website_id = 1",
        "DELETE FROM catalog_product_entity LIMIT 5",
        "UPDATE eav_attribute SET attribute_code = CONCAT('x_', attribute_id) WHERE attribute_id > 100",
        "INSERT INTO sales_order (entity_id, increment_id, store_id) VALUES (999999, 'made-here', 1)",
        "TRUNCATE TABLE url_rewrite"
    };
    private static final String[] CHANGED_SOURCE = {
        "SET foreign_key_checks = 0",
        "UPDATE cms_page SET title = 'another title'",
        "DELETE FROM sales_flat_order WHERE entity_id = 2",
        "UPDATE core_store SET name = CONCAT(name, ' renamed')",
        "UPDATE core_config_data SET value = CONCAT(value, '1') WHERE path LIKE 'general/%'",
        "UPDATE customer_entity SET email = CONCAT('new.', email)"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    @AfterEach
    void removeEverything() {
        shop.close();
    }

    @Test
    void undoesEverythingOnSourceAndTarget() throws Exception {
        // Given
        shop = new CommandShop(folder, "triggers");
        String untouched = shop.newTarget();
        String target = shop.newTarget();
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);
        CommandShop.SERVER.executeIn(target, USED_TARGET);
        assertThat(leftOnSource()).isNotEmpty();

        // When
        assertThat(shop.run(target, "reset", "--dry-run")).as(shop.said()).isEqualTo(ExitCode.DONE);
        String plan = shop.said();
        assertThat(shop.run(target, "reset")).isEqualTo(ExitCode.USAGE);
        String unanswered = shop.said();
        List<String> afterDryRun = leftOnSource();
        assertThat(shop.run(target, "reset", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);
        String done = shop.said();
        assertThat(shop.run(target, "reset", "--yes")).isEqualTo(ExitCode.DONE);

        // Then
        assertThat(plan)
                .contains(
                        "capture triggers and", "bring back the rows of", "drop the schema", "embedded broker's topics")
                .contains("core_config_data", "Nothing was changed (--dry-run)");
        assertThat(unanswered).contains("add --yes", "[USAGE]");
        assertThat(afterDryRun).isNotEmpty();
        assertThat(done).contains("undone: ", "The reset is done");
        assertThat(shop.said()).contains("Nothing to undo");
        assertThat(leftOnSource()).isEmpty();
        assertThat(shop.differences(untouched, target)).isEmpty();
        assertThat(shop.names("SHOW DATABASES")).doesNotContain(CommandShop.stateOf(target));
        assertThat(brokerFolder(target).resolve("kafka")).doesNotExist();
        assertThat(brokerFolder(target).resolve("registry")).doesNotExist();
    }

    @Test
    void loadsAUsedTargetLikeAFreshOne() throws Exception {
        // Given
        shop = new CommandShop(folder, "binlog");
        String target = loaded();
        String fresh = loaded();

        // When
        CommandShop.SERVER.executeIn(target, USED_TARGET);
        assertThat(shop.run(target, "data", "--reset", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);

        // Then
        assertThat(shop.said()).contains("undoes the data mode and the stream").contains("The data mode is done");
        assertThat(shop.differences(fresh, target))
                .extracting(difference -> difference.table())
                // What the settings mode wrote is not the data mode's to bring back.
                .containsExactlyInAnyOrder("core_config_data", "store_website");
    }

    @Test
    void loadsAChangedSourceLikeAFirstTime() throws Exception {
        // Given
        shop = new CommandShop(folder, "binlog");
        String target = loaded();
        CommandShop.SERVER.executeIn(shop.source, CHANGED_SOURCE);
        CommandShop.SERVER.executeIn(target, USED_TARGET);

        // When
        assertThat(shop.run(target, "settings", "--reset", "--yes"))
                .as(shop.said())
                .isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);

        // Then
        assertThat(shop.differences(loaded(), target)).isEmpty();
    }

    @Test
    void saysThatAFinishedRunIsNotRepeatedAndWhatToType() throws Exception {
        shop = new CommandShop(folder, "binlog");
        String target = loaded();

        assertThat(shop.run(target, "data")).isEqualTo(ExitCode.DONE);

        assertThat(shop.said())
                .contains("The data mode was finished at ", "its rows are not loaded again")
                .contains(
                        "Nothing was loaded. To undo the data mode and load again: gangway data --config ", " --reset")
                .doesNotContain("The data mode is done");
    }

    @Test
    void finishesAResetThatWasBrokenOff() throws Exception {
        // Given
        shop = new CommandShop(folder, "triggers");
        String fresh = loaded();
        String target = loaded();
        int undos =
                Reset.find(shop.config(target), ResetScope.DATA).lines(false).size();

        for (int after = 0; after < undos; after++) {
            // When
            breakOff(target, after);
            assertThat(shop.run(target, "status", "--more")).isEqualTo(ExitCode.DONE);
            String status = shop.result();
            int delta = shop.run(target, "delta", "--until-drained");
            int data = shop.run(target, "data");

            // Then
            assertThat(status).contains("a reset was broken off");
            assertThat(delta).isEqualTo(ExitCode.USAGE);
            assertThat(data).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.said()).contains("An earlier reset was broken off; it is finished first");
            assertThat(shop.differences(fresh, target)).isEmpty();
        }
    }

    private void breakOff(String target, int after) throws IOException {
        Reset reset = Reset.find(shop.config(target), ResetScope.DATA);
        int[] left = {after};
        assertThatThrownBy(() -> reset.perform(line -> {
                    if (left[0]-- == 0) {
                        throw new IllegalStateException("broken off by the test");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private String loaded() throws IOException {
        String target = shop.newTarget();
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        return target;
    }

    private List<String> leftOnSource() {
        return shop.names("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + shop.source
                + "' AND TABLE_NAME LIKE '%m2\\_cl\\_gw\\_%' UNION ALL SELECT TRIGGER_NAME FROM"
                + " information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '" + shop.source + "'");
    }

    private static Path brokerFolder(String target) {
        Path home = Path.of(System.getProperty("gangway.home", ""));
        return home.resolve("var").resolve(target.replace('_', '-'));
    }
}
