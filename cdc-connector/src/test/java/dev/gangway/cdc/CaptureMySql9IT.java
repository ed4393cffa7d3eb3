package dev.gangway.cdc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every contract of capture on MySQL 9, with the GTIDs that it has by default. */
@NullUnmarked
@Tag("matrix")
class CaptureMySql9IT {
    private static DatabaseServer server;

    @BeforeAll
    static void startServer() {
        assumeTrue(DatabaseFlavor.MYSQL_9.isObtainable(), "apt is not installed");
        server = DatabaseServer.start(
                DatabaseFlavor.MYSQL_9, ServerOptions.defaults().withGtid());
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Nested
    class Rows extends BinlogContract {
        @Override
        protected DatabaseServer server() {
            return server;
        }
    }

    @Nested
    class Events extends BinlogEventsContract {
        @Override
        protected DatabaseServer server() {
            return server;
        }
    }

    @Nested
    class Structure extends BinlogStructureContract {
        @Override
        protected DatabaseServer server() {
            return server;
        }
    }

    @Nested
    class Again extends ReemitBinlogContract {
        @Override
        protected DatabaseServer server() {
            return server;
        }
    }

    @Nested
    class Triggers extends TriggerLogContract {
        @Override
        protected DatabaseServer server() {
            return server;
        }
    }

    @Nested
    class Failover extends FailoverContract {
        @Override
        DatabaseFlavor flavor() {
            return DatabaseFlavor.MYSQL_9;
        }
    }
}
