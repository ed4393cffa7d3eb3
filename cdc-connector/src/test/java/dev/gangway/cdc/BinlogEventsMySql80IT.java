package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class BinlogEventsMySql80IT extends BinlogEventsContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mysql80();
    }
}
