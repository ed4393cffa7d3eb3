package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class TriggerLogMariaDbIT extends TriggerLogContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mariadb();
    }
}
