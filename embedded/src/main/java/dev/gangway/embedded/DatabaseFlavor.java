package dev.gangway.embedded;

import dev.gangway.embedded.store.PackageSource;
import dev.gangway.embedded.store.ServerPackage;
import dev.gangway.embedded.store.ServerPackages;

/** The database servers that can be started, one per family that a shop may run on. */
public enum DatabaseFlavor {
    MARIADB_11_4(ServerPackages.MARIADB_11_4),
    MYSQL_5_6(ServerPackages.MYSQL_5_6),
    MYSQL_5_7(ServerPackages.MYSQL_5_7),
    MYSQL_8_0(ServerPackages.MYSQL_8_0);

    private final ServerPackage serverPackage;

    DatabaseFlavor(ServerPackage serverPackage) {
        this.serverPackage = serverPackage;
    }

    public boolean isMariaDb() {
        return this == MARIADB_11_4;
    }

    /** Name and version for people. */
    public String title() {
        return serverPackage.title();
    }

    /**
     * False for a server whose package needs a client that is not installed here (npm for MySQL 5.6), so that tests can say
     * that they were skipped and why. Maven always works: it builds Gangway.
     */
    public boolean isObtainable() {
        return !(serverPackage.source() instanceof PackageSource.Npm) || PathPrograms.has("npm");
    }

    ServerPackage serverPackage() {
        return serverPackage;
    }
}
