package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class ReemitBinlogMariaDbIT extends ReemitBinlogContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mariadb();
    }
}
