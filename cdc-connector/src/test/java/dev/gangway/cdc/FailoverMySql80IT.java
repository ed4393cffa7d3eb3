package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseFlavor;

class FailoverMySql80IT extends FailoverContract {

    @Override
    DatabaseFlavor flavor() {
        return DatabaseFlavor.MYSQL_8_0;
    }
}
