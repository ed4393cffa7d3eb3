package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run of a load tells what would happen and leaves nothing behind. */
class DryRunIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    private String target = "";

    @BeforeEach
    void createShop() {
        shop = new CommandShop(folder, "triggers");
        target = shop.newTarget();
    }

    @AfterEach
    void removeEverything() {
        shop.close();
    }

    @Test
    void tellsStepsTablesRowsAndTimeBeforeTheFirstLoad() throws Exception {
        List<String> before = everything();

        assertThat(shop.run(target, "data", "--dry-run")).as(shop.said()).isEqualTo(ExitCode.DONE);

        assertThat(shop.result())
                .contains("The data mode would run:")
                .containsPattern("Map Step: data migration, 1\\d\\d tables, about \\d[\\d,]+ rows \\([\\d,]+ kB\\)\n")
                .containsPattern("target: \\d+ of 1\\d\\d tables that the main map fills hold rows now")
                .contains("capture: triggers and log tables are installed on the source before the first row is read")
                .containsPattern("time: about \\d+:\\d\\d on a small machine")
                .endsWith("Nothing was written (--dry-run)\n");
        assertThat(shop.said()).doesNotContain("on Magento 2's side");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void tellsWhatTheIntegrityCheckWouldFind() throws Exception {
        CommandShop.SERVER.executeIn(shop.source, "CREATE TABLE strange_extension (id INT PRIMARY KEY)");

        assertThat(shop.run(target, "run", "--dry-run")).isEqualTo(ExitCode.USAGE);
        assertThat(shop.result())
                .contains("The settings mode would run:", "The data mode would run:")
                .containsPattern("error: Map Step: .*strange_extension");
        assertThat(shop.run(target, "data", "--dry-run", "--auto", "--json")).isEqualTo(ExitCode.DONE);
        assertThat(shop.result()).contains("\"dryRun\"", "\"step\" : \"Map Step\"", "strange_extension");
    }

    @Test
    void tellsWhatIsDoneAlready() throws Exception {
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);

        assertThat(shop.run(target, "run", "--dry-run")).as(shop.said()).isEqualTo(ExitCode.DONE);

        assertThat(shop.result()).contains("Stores Step: data migration - done by an earlier run");
    }

    /** Databases, triggers, and the tables of source and target with their rows. */
    private List<String> everything() {
        return shop.names("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE '%" + target
                + "' UNION ALL SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '"
                + shop.source + "' UNION ALL SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA IN ('"
                + shop.source + "', '" + target + "') UNION ALL SELECT COUNT(*) FROM " + target
                + ".flag UNION ALL SELECT COUNT(*) FROM " + target + ".cms_page");
    }
}
