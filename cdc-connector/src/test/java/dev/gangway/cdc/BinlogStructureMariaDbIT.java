package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class BinlogStructureMariaDbIT extends BinlogStructureContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mariadb();
    }
}
