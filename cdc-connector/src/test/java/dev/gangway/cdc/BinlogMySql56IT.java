package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class BinlogMySql56IT extends BinlogContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mysql56();
    }
}
