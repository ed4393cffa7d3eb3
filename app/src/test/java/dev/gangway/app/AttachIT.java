package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.run.LedgerView;
import dev.gangway.app.wiring.Databases;
import dev.gangway.embedded.Servers;
import dev.gangway.events.Topics;
import dev.gangway.mysql.state.StreamState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target whose stream has lost its place in the source, or what it captures with, gets a new one and all that was missed. */
class AttachIT {
    private static final List<String> MISSED = List.of(
            "UPDATE cms_page SET title = 'missed' WHERE page_id = 1",
            "UPDATE sales_flat_order SET status = 'missed' WHERE entity_id % 7 = 0",
            "DELETE FROM sales_flat_order_item WHERE item_id = 3",
            // Without times the target would enter those of its own clock.
            "INSERT INTO cms_block (block_id, title, identifier, creation_time, update_time)"
                    + " VALUES (3001, 'missed', 'missed', '2026-01-02 03:04:05', '2026-01-02 03:04:05')",
            "DELETE FROM customer_entity WHERE entity_id = 5");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"binlog", "triggers"})
    void bringsWhatTheLostStreamMissed(String capture) throws Exception {
        try (var shop = new CommandShop(folder, capture).withSharedKafka()) {
            String target = shop.newTarget();
            load(shop, target);
            assertThat(shop.run(target, "delta", "--until-drained"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);
            lose(capture, shop, target);
            CommandShop.SERVER.executeIn(shop.source, MISSED.toArray(String[]::new));

            // Then nothing goes on as if nothing had been
            assertThat(shop.run(target, "delta", "--until-drained")).isNotEqualTo(ExitCode.DONE);
            assertThat(shop.said()).contains("gangway attach");
            assertThat(shop.run(target, "attach", "--dry-run")).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.said()).contains("forget the stream's place", "Nothing was changed (--dry-run)");

            // When it was begun and killed before it was done
            new StreamState(Databases.of(shop.config(target)).state()).forget("then");
            assertThat(shop.run(target, "delta", "--until-drained")).isEqualTo(ExitCode.USAGE);
            assertThat(shop.said()).contains("[ATTACH_UNFINISHED]");
            int attached = shop.run(target, "attach", "--yes", "--until-level");

            // Then
            assertThat(attached).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.said()).contains("The target is as the source again");
            String fresh = shop.newTarget();
            load(shop, fresh);
            assertThat(shop.differences(fresh, target)).isEmpty();
            LedgerView ledger =
                    LedgerView.read(Databases.of(shop.config(target)).state());
            assertThat(ledger.isBalanced()).as(ledger.line()).isTrue();
            assertThat(ledger.captured()).isGreaterThanOrEqualTo(MISSED.size());
        }
    }

    private static void load(CommandShop shop, String target) throws Exception {
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    /** Capture's triggers, or all topics with its place in the binlog. */
    private static void lose(String capture, CommandShop shop, String target) throws Exception {
        if (capture.equals("triggers")) {
            for (String trigger :
                    shop.names("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '"
                            + shop.source + "'")) {
                CommandShop.SERVER.executeIn(shop.source, "DROP TRIGGER " + trigger);
            }
            return;
        }
        var topics = new Topics(target.replace('_', '-'));
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka().bootstrapServers()))) {
            List<String> ours = admin.listTopics().names().get().stream()
                    .filter(topics::isOurs)
                    .toList();
            assertThat(ours).isNotEmpty();
            admin.deleteTopics(ours).all().get();
        }
    }
}
