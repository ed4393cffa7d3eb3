package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State and target come back together from a backup that was made while the stream ran: source and topics are further. */
class RestoredTogetherIT {
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
        CommandShop.SERVER.execute("DROP DATABASE IF EXISTS kept_target", "DROP DATABASE IF EXISTS kept_state");
    }

    @Test
    void carriesOnceMoreWhatTheTopicsStillHold() throws Exception {
        // Given
        String target = shop.loaded();
        change("first");
        shop.done(target, "delta", "--until-drained");
        RunIdentityIT.copy(target, "kept_target");
        RunIdentityIT.copy(CommandShop.stateOf(target), "kept_state");
        change("second");
        CommandShop.SERVER.executeIn(shop.source, "DELETE FROM cms_page_store", "DELETE FROM newsletter_subscriber");
        shop.done(target, "delta", "--until-drained");

        // When
        RunIdentityIT.copy("kept_target", target);
        RunIdentityIT.copy("kept_state", CommandShop.stateOf(target));
        change("third");
        shop.done(target, "delta", "--until-drained");

        // Then
        shop.done(target, "diff");
        assertThat(shop.result()).contains(" 0 differences");
        shop.done(target, "status");
        assertThat(shop.result()).contains("Nothing parked");
    }

    private void change(String title) {
        CommandShop.SERVER.executeIn(
                shop.source,
                "UPDATE cms_page SET title = '" + title + "' WHERE page_id = 2",
                "UPDATE customer_entity SET updated_at = updated_at + INTERVAL 1 SECOND");
    }
}
