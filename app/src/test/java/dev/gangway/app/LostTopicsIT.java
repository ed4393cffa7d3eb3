package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.embedded.RegistryServer;
import dev.gangway.embedded.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of a stream's topics, or the schemas that they were written with, are gone: whatever they held is not missed in silence. */
class LostTopicsIT {
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
    }

    /** The others have the stream's place, and the new ones fill up to where the old ones were read. */
    @Test
    void recognisesTopicsThatWereDeletedAndMadeAnew() throws Exception {
        // Given
        shop.withSharedKafka();
        String target = streamed();
        String prefix = "gangway." + target.replace('_', '-') + ".";
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()))) {
            admin.deleteTopics(List.of(prefix + "rows.cms", prefix + "changes.sales"))
                    .all()
                    .get();
        }
        CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'second' WHERE page_id = 2");

        // When
        for (int start = 0; start < 2; start++) {
            shop.refuses(target, "TOPICS_MISMATCH", "delta", "--until-drained");
        }

        // Then
        assertThat(shop.said())
                .contains(prefix + "changes.sales, " + prefix + "rows.cms were deleted", "gangway attach");
        shop.done(target, "attach", "--yes", "--until-level");
        shop.done(target, "delta", "--until-drained");
        assertThat(titles(target)).isEqualTo(titles(shop.source));
    }

    @Test
    void recognisesARegistryThatWasEmptied() throws Exception {
        try (RegistryServer empty = RegistryServer.start()) {
            // Given
            shop.withSharedKafka();
            String target = streamed();
            shop.done(target, "delta", "--until-drained");

            // When
            shop.withKafka(CommandShop.sharedKafka().replace(Servers.registry().url(), empty.url()));
            shop.refuses(target, "TOPICS_MISMATCH", "delta", "--until-drained");

            // Then
            assertThat(shop.said()).contains("The schema registry at " + empty.url(), "gangway attach");
            shop.done(target, "attach", "--yes", "--until-level");
            shop.done(target, "delta", "--until-drained");
        }
    }

    private String streamed() throws Exception {
        String target = shop.loaded();
        CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = CONCAT(title, '!')");
        shop.done(target, "delta", "--until-drained");
        return target;
    }

    private static List<?> titles(String database) {
        return CommandShop.SERVER.query("SELECT page_id, title FROM " + database + ".cms_page ORDER BY page_id");
    }
}
