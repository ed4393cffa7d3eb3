package dev.gangway.cdc;

import dev.gangway.embedded.DatabaseFlavor;

class FailoverMariaDbIT extends FailoverContract {

    @Override
    DatabaseFlavor flavor() {
        return DatabaseFlavor.MARIADB_11_4;
    }
}
