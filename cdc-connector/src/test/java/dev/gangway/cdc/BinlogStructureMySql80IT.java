package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class BinlogStructureMySql80IT extends BinlogStructureContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mysql80();
    }
}
