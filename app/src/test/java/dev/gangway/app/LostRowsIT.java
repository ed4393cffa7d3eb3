package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table of the target is emptied or restored from before the load, all others are as they were. */
class LostRowsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    @BeforeEach
    void createShop() {
        shop = new CommandShop(folder, "binlog").withSharedKafka();
    }

    @AfterEach
    void removeEverything() {
        shop.close();
    }

    /** Changes that only wrote rows explain none that is missing, however many there were. */
    @Test
    void recognisesATableThatTheStreamWritesToAllTheTime() throws Exception {
        String target = shop.loaded();
        for (int round = 0; round < 3; round++) {
            CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'round " + round + "'");
        }
        shop.done(target, "delta", "--until-drained");
        empty(target, "cms_page");

        shop.refuses(target, "TARGET_MISMATCH", "delta", "--until-drained");

        assertThat(shop.said()).contains("has lost rows that were loaded: cms_page (0 of ");
    }

    @Test
    void takesRowsForGoneThatTheStreamDeletedWhileTheSourceGotOthers() throws Exception {
        String target = shop.loaded();
        shop.done(target, "delta", "--until-drained");
        CommandShop.SERVER.executeIn(
                shop.source, "CREATE TABLE set_aside AS SELECT * FROM cms_page_store", "DELETE FROM cms_page_store");
        shop.done(target, "delta", "--until-drained");
        CommandShop.SERVER.executeIn(
                shop.source, "INSERT INTO cms_page_store SELECT * FROM set_aside", "DROP TABLE set_aside");

        shop.done(target, "data");
    }

    @Test
    void recognisesTablesThatAreDerivedFromSeveral() throws Exception {
        String target = shop.loaded();
        String derived = "catalog_product_entity_media_gallery_value_to_entity";
        empty(target, derived);

        for (String command : List.of("data", "delta")) {
            shop.refuses(target, "TARGET_MISMATCH", command);

            assertThat(shop.said()).contains(derived + " (0 of ");
        }
    }

    @Test
    void marksATargetAgainWhoseMarkWasEmptiedAway() throws Exception {
        String target = shop.loaded();
        empty(target, "flag");
        shop.refuses(target, "TARGET_MISMATCH", "delta", "--until-drained");
        assertThat(shop.said()).contains("its rows are there", "gangway accept --config ", "gangway diff --config ");

        shop.done(target, "accept", "--yes");

        shop.done(target, "delta", "--until-drained");
        empty(target, "cms_page");
        empty(target, "flag");
        shop.refuses(target, "TARGET_MISMATCH", "data");
        assertThat(shop.said()).contains("rows are missing in cms_page", "--reset");
    }

    private static void empty(String target, String table) {
        CommandShop.SERVER.executeIn(target, "SET foreign_key_checks = 0", "TRUNCATE TABLE " + table);
    }
}
