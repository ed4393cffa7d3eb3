package dev.gangway.embedded;

import dev.gangway.embedded.store.PackageSource;
import dev.gangway.embedded.store.ServerPackage;
import dev.gangway.embedded.store.ServerPackages;
import java.nio.file.Path;
import java.util.List;

/** The database servers that can be started, one per family that a shop may run on. */
public enum DatabaseFlavor {
    MARIADB_11_4(ServerPackages.MARIADB_11_4),
    MYSQL_5_6(ServerPackages.MYSQL_5_6),
    MYSQL_5_7(ServerPackages.MYSQL_5_7),
    MYSQL_8_0(ServerPackages.MYSQL_8_0),
    MARIADB_10_11(ServerPackages.MARIADB_10_11),
    MARIADB_11_8(ServerPackages.MARIADB_11_8),
    MYSQL_9(ServerPackages.MYSQL_9);

    private static final List<String> DEBIAN_CLIENTS = List.of("apt-get", "dpkg-deb");

    private final ServerPackage serverPackage;

    DatabaseFlavor(ServerPackage serverPackage) {
        this.serverPackage = serverPackage;
    }

    public boolean isMariaDb() {
        return this == MARIADB_11_4 || this == MARIADB_10_11 || this == MARIADB_11_8;
    }

    /** Name and version for people. */
    public String title() {
        return serverPackage.title();
    }

    /**
     * False for a server whose package needs a client that is not installed here (npm for MySQL 5.6, apt for those of Debian),
     * so that tests can say that they were skipped and why. Maven always works: it builds Gangway.
     */
    public boolean isObtainable() {
        if (isOfDebian()) {
            return DEBIAN_CLIENTS.stream().allMatch(PathPrograms::has);
        }
        return !(serverPackage.source() instanceof PackageSource.Npm) || PathPrograms.has("npm");
    }

    /** True when the package is Debian's, whose patch release is the one that Debian has on the day it is fetched. */
    public boolean isOfDebian() {
        return serverPackage.source() instanceof PackageSource.Debian;
    }

    ServerPackage serverPackage() {
        return serverPackage;
    }

    /** The folder of the package's tree that the server calls its base. */
    Path base(Path tree) {
        return isOfDebian() ? tree.resolve("usr") : tree;
    }

    /** The server's program in the package's tree. */
    Path program(Path tree) {
        String name = isMariaDb() ? "mariadbd" : "mysqld";
        if (isOfDebian()) {
            return base(tree).resolve("sbin").resolve(name);
        }
        return this == MYSQL_5_6 ? tree.resolve(name) : tree.resolve("bin").resolve(name);
    }
}
