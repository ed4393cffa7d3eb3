package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class BinlogEventsMariaDbIT extends BinlogEventsContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mariadb();
    }
}
