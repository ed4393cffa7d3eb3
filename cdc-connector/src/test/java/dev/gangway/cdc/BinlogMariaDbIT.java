package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class BinlogMariaDbIT extends BinlogContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mariadb();
    }
}
