package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@NullUnmarked
class BinlogBegunAnewMariaDbIT extends BinlogBegunAnewContract {
    private static DatabaseServer server;

    @BeforeAll
    static void startServer() {
        server = DatabaseServer.start(DatabaseFlavor.MARIADB_11_4, ServerOptions.defaults());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected DatabaseServer server() {
        return server;
    }
}
