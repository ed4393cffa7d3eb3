package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Replication;
import dev.gangway.embedded.Servers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop moves to a replica while it is migrated: the source-id is the shop's, not the server's. */
class FailoverIT {
    @Test
    void goesOnWithTheReplicaThatTookOver(@TempDir Path folder) throws Exception {
        DatabaseFlavor flavor = DatabaseFlavor.MARIADB_11_4;
        try (DatabaseServer former = DatabaseServer.start(flavor, Replication.options());
                DatabaseServer promoted = DatabaseServer.start(flavor, Replication.options());
                var shop = new CommandShop(folder, "binlog", former, Servers.mariadb())) {
            // Given
            shop.withSharedKafka();
            Replication replication = Replication.start(former, promoted);
            String target = shop.newTarget();
            run(shop, target, "settings");
            run(shop, target, "data");
            former.executeIn(shop.source, "UPDATE cms_page SET title = 'captured' WHERE page_id = 1");
            run(shop, target, "delta", "--until-drained");
            former.executeIn(shop.source, "UPDATE cms_page SET title = 'not captured yet' WHERE page_id = 2");

            // When
            replication.awaitLevel();
            replication.stop();
            former.kill();
            shop.through(promoted.port(), Servers.mariadb().port());
            promoted.executeIn(
                    shop.source,
                    "UPDATE cms_page SET title = 'promoted' WHERE page_id = 3",
                    "DELETE FROM cms_page WHERE page_id = 1");
            run(shop, target, "delta", "--until-drained");

            // Then
            assertThat(shop.said() + shop.result()).contains("4 captured = 4 applied");
            run(shop, target, "diff");
            promoted.executeIn(shop.source, "UPDATE cms_page SET title = 'and on' WHERE page_id = 3");
            run(shop, target, "delta", "--until-drained");
            String fresh = shop.newTarget();
            run(shop, fresh, "settings");
            run(shop, fresh, "data");
            assertThat(shop.differences(fresh, target)).isEmpty();
            former.restart(); // the shop's database is dropped there
        }
    }

    private static void run(CommandShop shop, String target, String... command) throws Exception {
        assertThat(shop.run(target, command)).as(shop.said() + shop.result()).isEqualTo(ExitCode.DONE);
    }
}
