package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class BinlogEventsMySql56IT extends BinlogEventsContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mysql56();
    }
}
