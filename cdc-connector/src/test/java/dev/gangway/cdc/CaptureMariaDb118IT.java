package dev.gangway.cdc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every contract of capture on MariaDB 11.8. */
@Tag("matrix")
class CaptureMariaDb118IT {
    @BeforeAll
    static void requireServer() {
        assumeTrue(DatabaseFlavor.MARIADB_11_8.isObtainable(), "apt is not installed");
    }

    @Nested
    class Rows extends BinlogContract {
        @Override
        protected DatabaseServer server() {
            return Servers.database(DatabaseFlavor.MARIADB_11_8);
        }
    }

    @Nested
    class Events extends BinlogEventsContract {
        @Override
        protected DatabaseServer server() {
            return Servers.database(DatabaseFlavor.MARIADB_11_8);
        }
    }

    @Nested
    class Structure extends BinlogStructureContract {
        @Override
        protected DatabaseServer server() {
            return Servers.database(DatabaseFlavor.MARIADB_11_8);
        }
    }

    @Nested
    class Again extends ReemitBinlogContract {
        @Override
        protected DatabaseServer server() {
            return Servers.database(DatabaseFlavor.MARIADB_11_8);
        }
    }

    @Nested
    class Triggers extends TriggerLogContract {
        @Override
        protected DatabaseServer server() {
            return Servers.database(DatabaseFlavor.MARIADB_11_8);
        }
    }

    @Nested
    class Failover extends FailoverContract {
        @Override
        DatabaseFlavor flavor() {
            return DatabaseFlavor.MARIADB_11_8;
        }
    }
}
