package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;

class TriggerLogMySql56IT extends TriggerLogContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mysql56();
    }
}
