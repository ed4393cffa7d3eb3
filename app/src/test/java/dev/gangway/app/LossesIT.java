package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the target cannot hold is counted and listed by table, column and key, never by value. */
class LossesIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void listsWhatLoadAndStreamChangedWithKeysButNoValues() throws Exception {
        // Given
        try (var shop = new CommandShop(folder, "triggers").withSharedKafka()) {
            String target = shop.newTarget();
            CommandShop.SERVER.executeIn(
                    target,
                    "ALTER TABLE cms_page MODIFY title VARCHAR(5)",
                    "ALTER TABLE cms_page MODIFY sort_order TINYINT NOT NULL DEFAULT 0");
            CommandShop.SERVER.executeIn(
                    shop.source, "UPDATE cms_page SET title = 'top secret', sort_order = 1000 WHERE page_id = 2");
            assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);

            // When
            assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
            String end = shop.said();
            assertThat(shop.run(target, "losses")).isEqualTo(ExitCode.DONE);
            String all = shop.result();
            CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'also secret' WHERE page_id = 1");
            assertThat(shop.run(target, "delta", "--until-drained"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);
            shop.run(target, "losses", "--table", "cms_page");
            String page = shop.result();
            shop.run(target, "losses", "--json", "--table", "cms_page");
            String json = shop.result();
            shop.run(target, "losses", "--area", "content");
            String content = shop.result();
            shop.run(target, "losses", "--table", "store");

            // Then
            assertThat(end)
                    .contains("changed or left out on the way: ", "content and design ", "gangway losses --config ");
            assertThat(content)
                    .containsPattern("^ +\\d+  content and design\n")
                    .contains("cms_page.title: cut: too long", "page_id=1")
                    .doesNotContain("core_config_data");
            assertThat(all)
                    .containsPattern("(?m)^ +\\d+  content and design$")
                    .contains("\nContent and design (content)\n")
                    .contains("cms_page.title: cut: too long", "(data mode)")
                    .doesNotContain("page_id=2");
            assertThat(page)
                    .containsPattern("1  cms_page.sort_order: set to the nearest value")
                    .contains("page_id=2", "(delta mode, each time a row came)\n           page_id=1");
            assertThat(json)
                    .contains("\"area\" : \"content\"")
                    .contains("\"reason\" : \"OUT_OF_RANGE\"", "\"keys\" : [ \"page_id=2\" ]", "\"parked\" : [ ]");
            assertThat(all + page + json).doesNotContain("secret", "1000");
            assertThat(shop.result()).contains("Nothing was changed or left out");
        }
    }

    @Test
    void endsWithThreeWhenTheLoadHasParkedRows() throws Exception {
        // Given
        try (var shop = new CommandShop(folder, "binlog").withSharedKafka()) {
            String target = shop.newTarget();
            CommandShop.SERVER.executeIn(target, "ALTER TABLE cms_page ADD UNIQUE KEY one_title (title)");
            CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'all alike'");
            assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);

            // When
            int data = shop.run(target, "data");
            String said = shop.said();
            int again = shop.run(target, "data");
            int status = shop.run(target, "status");
            String attention = shop.result();
            shop.run(target, "losses");

            // Then
            assertThat(data).as(said).isEqualTo(ExitCode.PARKED);
            assertThat(said).contains("rows of cms_page are not in the target").doesNotContain("all alike");
            assertThat(again).isEqualTo(ExitCode.PARKED);
            assertThat(status).isEqualTo(ExitCode.PARKED);
            assertThat(attention).contains("rows of the load are parked and need a person");
            assertThat(shop.result()).contains("cms_page: parked, not in the target");
        }
    }
}
