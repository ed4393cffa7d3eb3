package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@NullUnmarked
@Tag("night")
class BinlogBegunAnewMySql80IT extends BinlogBegunAnewContract {
    private static DatabaseServer server;

    @BeforeAll
    static void startServer() {
        server = DatabaseServer.start(DatabaseFlavor.MYSQL_8_0, ServerOptions.defaults());
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
