package dev.gangway.embedded;

import dev.gangway.embedded.store.ServerPackage;
import dev.gangway.embedded.store.ServerPackages;

/** The database servers that can be started, one per family that a shop may run on. */
public enum DatabaseFlavor {
    MARIADB_10_11(ServerPackages.MARIADB_10_11),
    MYSQL_5_6(ServerPackages.MYSQL_5_6),
    MYSQL_5_7(ServerPackages.MYSQL_5_7),
    MYSQL_8_0(ServerPackages.MYSQL_8_0);

    private final ServerPackage serverPackage;

    DatabaseFlavor(ServerPackage serverPackage) {
        this.serverPackage = serverPackage;
    }

    public boolean isMariaDb() {
        return this == MARIADB_10_11;
    }

    /** Name and version for people. */
    public String title() {
        return serverPackage.title();
    }

    ServerPackage serverPackage() {
        return serverPackage;
    }
}
