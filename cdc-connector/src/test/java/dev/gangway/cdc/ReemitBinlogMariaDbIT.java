package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a server that refuses to lock rows which changed since a transaction began, as MariaDB does by itself since 11.6. */
class ReemitBinlogMariaDbIT extends ReemitBinlogContract {

    @BeforeAll
    static void refuseChangedRows() {
        Servers.mariadb().execute("SET GLOBAL innodb_snapshot_isolation = ON");
    }

    @AfterAll
    static void letChangedRowsBeLocked() {
        Servers.mariadb().execute("SET GLOBAL innodb_snapshot_isolation = OFF");
    }

    @Override
    protected DatabaseServer server() {
        return Servers.mariadb();
    }
}
