package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class BinlogStructureMySql56IT extends BinlogStructureContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mysql56();
    }
}
