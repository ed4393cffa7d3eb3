package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import org.junit.jupiter.api.Tag;

@Tag("night")
class BinlogStructureMySql56IT extends BinlogStructureContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mysql56();
    }
}
