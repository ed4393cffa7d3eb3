package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when source, target, state or topics are not those of the run any more: it is said, and nothing is written. */
class RunIdentityIT {
    private static final DatabaseServer SERVER = CommandShop.SERVER;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    @BeforeEach
    void createShop() {
        shop = new CommandShop(folder, "binlog");
    }

    @AfterEach
    void removeEverything() {
        shop.close();
        List.of("copy_of_target", "copy_of_state", "other_copy")
                .forEach(name -> SERVER.execute("DROP DATABASE IF EXISTS " + name));
    }

    @Test
    void recognisesATargetThatWasRestoredFromABackup() throws Exception {
        String target = loaded();
        shop.restore(target);

        for (String command : List.of("settings", "data", "delta")) {
            refuses(target, "TARGET_MISMATCH", command);

            assertThat(shop.said())
                    .contains("Target database 127.0.0.1:", "does not carry the mark of run", "restored from a backup")
                    .contains("rows are missing in ", "<destination>", "gangway run --config ", "--reset");
        }
        assertThat(rows(target, "cms_page") + rows(target, "flag")).isZero();
    }

    @Test
    void loadsARestoredTargetAgainAsItSays() throws Exception {
        shop.withSharedKafka();
        String fresh = loaded();
        String target = loaded();
        shop.restore(target);

        assertThat(shop.run(target, "run", "--reset", "--yes", "--until-drained"))
                .as(shop.said())
                .isEqualTo(ExitCode.DONE);

        assertThat(shop.differences(fresh, target)).isEmpty();
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void recognisesABackupOfTheTargetThatIsOlderThanItsState() throws Exception {
        // Given
        shop.withSharedKafka();
        String target = loaded();
        copy(target, "copy_of_target");
        copy(CommandShop.stateOf(target), "copy_of_state");
        SERVER.executeIn(
                shop.source,
                "UPDATE cms_page SET title = 'changed' WHERE page_id = 1",
                "TRUNCATE TABLE cms_page_store");
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);
        SERVER.executeIn(shop.source, "INSERT INTO cms_page_store SELECT page_id, 0 FROM cms_page");
        assertThat(rows(target, "cms_page_store")).isZero();
        assertThat(shop.run(target, "data"))
                .as("rows that the stream removed, while the source has as many again: " + shop.said())
                .isEqualTo(ExitCode.DONE);

        // When
        copy("copy_of_target", target);
        refuses(target, "TARGET_MISMATCH", "delta", "--until-drained");

        // Then
        assertThat(shop.said()).contains("is older than state schema", "backup made during this migration");
        copy("copy_of_state", CommandShop.stateOf(target));
        assertThat(shop.run(target, "data"))
                .as("both of one moment: " + shop.said())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void recognisesAStateThatIsOlderThanItsTarget() throws Exception {
        String target = loaded();
        copy(CommandShop.stateOf(target), "copy_of_state");
        assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);
        copy("copy_of_state", CommandShop.stateOf(target));

        refuses(target, "TARGET_MISMATCH", "data");

        assertThat(shop.said()).contains("is newer than state schema", "restored from an older backup");
    }

    @Test
    void recognisesATargetThatWasRestoredInPart() throws Exception {
        String target = loaded();
        SERVER.executeIn(
                target, "SET foreign_key_checks = 0", "TRUNCATE TABLE customer_group", "TRUNCATE TABLE cms_page");

        refuses(target, "TARGET_MISMATCH", "data");

        assertThat(shop.said()).contains("has lost rows that were loaded: cms_page (0 of ", "customer_group (0 of ");
        assertThat(shop.run(target, "accept", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void takesRowsThatTheSourceHasRemovedForGone() throws Exception {
        String target = loaded();
        for (String database : List.of(target, shop.source)) {
            SERVER.executeIn(database, "SET foreign_key_checks = 0", "DELETE FROM cms_page");
        }

        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void recognisesTheTargetOfAnotherRun() throws Exception {
        String other = loaded();
        String target = loaded();
        shop.edit(text -> text.replace("name=\"" + target + "\"", "name=\"" + other + "\""));

        refuses(target, "TARGET_MISMATCH", "data");
        assertThat(shop.said())
                .contains("is marked as filled by run", "of source-id " + other, "DROP DATABASE gangway_");
        refuses(target, "TARGET_MISMATCH", "reset", "--yes");
        assertThat(rows(other, "customer_group")).isPositive();
    }

    @Test
    void recognisesThatTheStateWasDropped() throws Exception {
        String target = loaded();
        SERVER.execute("DROP DATABASE " + CommandShop.stateOf(target));

        refuses(target, "STATE_MISSING", "data");
        assertThat(shop.said()).contains("is marked as filled by run", "knows nothing of a run", "fresh Magento 2");
        assertThat(shop.names("SHOW DATABASES")).doesNotContain(CommandShop.stateOf(target));

        shop.restore(target);
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void removesTheMarkOfADroppedState() throws Exception {
        String target = loaded();
        SERVER.execute("DROP DATABASE " + CommandShop.stateOf(target));

        assertThat(shop.run(target, "reset", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);

        assertThat(shop.said()).contains("remove the mark of run");
        assertThat(rows(target, "flag")).isZero();
    }

    @Test
    void recognisesAnotherShopUnderTheSourceId() throws Exception {
        String target = loaded();
        ShopDatabases.createSource(SERVER, "other_copy", new SampleShop(ShopSize.SMALL, 8));
        shop.edit(text -> text.replace("name=\"" + shop.source + "\"", "name=\"other_copy\""));

        refuses(target, "SOURCE_MISMATCH", "data");

        assertThat(shop.said()).contains("is another shop than the one that source-id", "none of the shop's oldest");
    }

    @Test
    void recognisesASourceThatWasImportedAgain() throws Exception {
        String target = loaded();
        copy(shop.source, "other_copy");
        copy("other_copy", shop.source);

        refuses(target, "SOURCE_MISMATCH", "delta", "--until-drained");
        assertThat(shop.said()).contains("was imported again since the load", "tables were created anew since");

        assertThat(shop.run(target, "accept")).isEqualTo(ExitCode.USAGE);
        assertThat(shop.run(target, "accept", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void followsTheShopToAnotherServerUnlessItsBinlogIsNeeded() throws Exception {
        // Given
        String target = shop.newTarget();
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        String loaded = loaded();
        DatabaseServer server = Servers.mysql80();
        ShopDatabases.createSource(server, shop.source, new SampleShop(ShopSize.SMALL, 7));

        // When
        shop.edit(text -> text.replaceFirst("port=\"\\d+\"", "port=\"" + server.port() + "\"")
                .replaceFirst("password=\"[^\"]*\"", "password=\"" + server.password() + "\""));
        int before = shop.run(target, "data");
        String said = shop.said();
        refuses(loaded, "SOURCE_MISMATCH", "delta", "--until-drained");

        // Then
        assertThat(before).as(said).isEqualTo(ExitCode.DONE);
        assertThat(shop.said()).contains("is on another server than it was", "finish on the former server");
        server.execute("DROP DATABASE " + shop.source);
    }

    @Test
    void recognisesAnOlderCopyOfTheSource() throws Exception {
        String target = loaded();
        copy(shop.source, "other_copy");
        for (String table : List.of(
                "catalog_category_entity:entity_id",
                "catalog_product_entity:entity_id",
                "customer_entity:entity_id",
                "sales_flat_order:entity_id")) {
            String[] parts = table.split(":", -1);
            SERVER.executeIn(
                    "other_copy",
                    "DELETE FROM " + parts[0] + " WHERE " + parts[1] + " > 1 ORDER BY " + parts[1] + " DESC LIMIT 3");
        }
        shop.edit(text -> text.replace("name=\"" + shop.source + "\"", "name=\"other_copy\""));

        refuses(target, "SOURCE_MISMATCH", "data");

        assertThat(shop.said())
                .contains("is the shop as it was before the migration began", "rows that were its newest");
    }

    @Test
    void recognisesTopicsOfAnEarlierRun() throws Exception {
        // Given
        String target = loaded();
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);
        SERVER.execute("DROP DATABASE " + CommandShop.stateOf(target));
        shop.restore(target);

        // When
        refuses(target, "TOPICS_MISMATCH", "settings");
        Path var = brokerFolder(target);
        Path aside = var.resolveSibling(var.getFileName() + "-aside");
        Files.move(var, aside);
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        deleteFolder(var); // what these commands logged there
        Files.move(aside, var);
        refuses(target, "TOPICS_MISMATCH", "delta", "--until-drained");

        // Then
        assertThat(shop.said())
                .contains(
                        "topics in folder " + var, "were written by run ", "capture would go on where that one stopped")
                .contains("delete it, then start again");
        deleteFolder(var);
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void recognisesThatTheTopicsAreGone() throws Exception {
        String target = loaded();
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);
        deleteFolder(brokerFolder(target));

        refuses(target, "TOPICS_MISMATCH", "delta", "--until-drained");

        assertThat(shop.said()).contains("says that changes were applied", "hold none", "gangway data --config ");
    }

    @Test
    void stopsWhenRulesHaveChangedSinceTheLoad() throws Exception {
        String target = loaded();
        Path overlay = folder.resolve("overlay.xml");
        Files.writeString(overlay, """
                <map><source><field_rules><transform><field>cms_page.title</field>
                <handler class="\\Migration\\Handler\\SetValue"><param name="value" value="one title"/></handler>
                </transform></field_rules></source><destination/></map>
                """);
        shop.edit(text -> text.replace("</options>", "<map_overlay>" + overlay + "</map_overlay></options>"));

        for (String command : List.of("data", "delta")) {
            refuses(target, "PLAN_CHANGED", command);

            assertThat(shop.said())
                    .contains("  cms_page: now source handler of title: ", "one title")
                    .doesNotContain("cms_block:");
        }
    }

    @Test
    void carriesAColumnThatWasAddedOnBothSidesWithTheRowsThatWereThere() throws Exception {
        // Given
        shop.withSharedKafka();
        String target = loaded();
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);
        SERVER.executeIn(target, "ALTER TABLE cms_page ADD COLUMN acme_note VARCHAR(20) DEFAULT NULL");
        SERVER.executeIn(
                shop.source,
                "UPDATE cms_page SET title = 'before' WHERE page_id = 1",
                "ALTER TABLE cms_page ADD COLUMN acme_note VARCHAR(20) DEFAULT 'preset'",
                "UPDATE cms_page SET acme_note = 'changed' WHERE page_id = 2");
        refuses(target, "PLAN_CHANGED", "delta", "--until-drained");
        assertThat(shop.said()).contains("now column acme_note to acme_note", "<ignore><field>");

        // When
        assertThat(shop.run(target, "accept", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);
        String accepted = shop.said();
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);

        // Then
        assertThat(accepted).contains("sends all rows of these tables again: cms_page");
        String rows = "SELECT page_id, title, acme_note FROM %s.cms_page ORDER BY page_id";
        assertThat(SERVER.query(rows.formatted(target))).isEqualTo(SERVER.query(rows.formatted(shop.source)));
    }

    @Test
    void leavesANewColumnOutByTheLineThatTheMessageNames() throws Exception {
        shop.withSharedKafka();
        String target = loaded();
        SERVER.executeIn(target, "ALTER TABLE cms_page ADD COLUMN acme_note VARCHAR(20) DEFAULT NULL");
        SERVER.executeIn(shop.source, "ALTER TABLE cms_page ADD COLUMN acme_note VARCHAR(20) DEFAULT 'preset'");
        refuses(target, "PLAN_CHANGED", "delta", "--until-drained");
        Path overlay = folder.resolve("overlay.xml");
        Files.writeString(overlay, """
                <map><source><field_rules><ignore><field>cms_page.acme_note</field></ignore></field_rules></source>
                <destination><field_rules><ignore><field>cms_page.acme_note</field></ignore></field_rules></destination></map>
                """);
        shop.edit(text -> text.replace("</options>", "<map_overlay>" + overlay + "</map_overlay></options>"));
        SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'after' WHERE page_id = 1");

        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);

        assertThat(SERVER.query("SELECT title, acme_note FROM " + target + ".cms_page WHERE page_id = 1"))
                .containsExactly(java.util.Arrays.asList("after", null));
    }

    @Test
    void stopsWhenAColumnIsNotCarriedAnyMore() throws Exception {
        String target = loaded();
        SERVER.executeIn(shop.source, "ALTER TABLE cms_page DROP COLUMN meta_keywords");

        refuses(target, "PLAN_CHANGED", "delta", "--until-drained");

        assertThat(shop.said()).contains("  cms_page: then column meta_keywords to meta_keywords; ");
        assertThat(shop.run(target, "accept", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void refusesASecondRunAtOnce() throws Exception {
        String target = shop.newTarget();
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        var state = dev.gangway.app.wiring.Databases.of(shop.config(target)).state();
        try (RunLock other = RunLock.take(state, "load")) {
            assertThat(other.isHeld()).isTrue();

            refuses(target, "STATE_LOCKED", "data");
        }
        assertThat(rows(target, "cms_page")).isZero();
    }

    private String loaded() throws IOException {
        return shop.loaded();
    }

    private void refuses(String target, String code, String... command) throws IOException {
        shop.refuses(target, code, command);
    }

    private static long rows(String database, String table) {
        return Long.parseLong(String.valueOf(SERVER.query("SELECT COUNT(*) FROM " + database + "." + table)
                .get(0)
                .get(0)));
    }

    /** Replaces a database by a copy of another, as a dump does: tables are made anew. */
    static void copy(String from, String to) {
        SERVER.execute("DROP DATABASE IF EXISTS " + to);
        SERVER.createDatabase(to, "utf8mb4");
        for (List<?> row : SERVER.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + from
                + "' AND TABLE_TYPE = 'BASE TABLE'")) {
            String table = "`" + row.get(0) + "`";
            SERVER.executeIn(
                    to,
                    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                    "CREATE TABLE " + table + " LIKE " + from + "." + table,
                    "INSERT INTO " + table + " SELECT * FROM " + from + "." + table);
        }
    }

    private static Path brokerFolder(String target) {
        Path home = Path.of(System.getProperty("gangway.home", ""));
        return home.resolve("var").resolve(target.replace('_', '-'));
    }

    private static void deleteFolder(Path path) throws IOException {
        try (var files = Files.walk(path)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
