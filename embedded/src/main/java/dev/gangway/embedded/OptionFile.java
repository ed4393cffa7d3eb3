package dev.gangway.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the option file of one server: loopback only, its own folder, row binlog, big packets. Nothing is synced to the disk:
 * what was written survives the end of the server, also by {@code kill -9}, but not of the machine, and every CREATE TABLE
 * takes a fraction of the time.
 */
final class OptionFile {
    private OptionFile() {}

    static Path write(DatabaseFlavor flavor, ServerOptions options, Path tree, Path folder, int port) {
        List<String> lines = new ArrayList<>(List.of("[mysqld]"));
        lines.addAll(common(flavor.base(tree), folder, port));
        lines.addAll(ofFlavor(flavor, flavor.base(tree)));
        lines.addAll(binlog(flavor, options, folder, port));
        lines.addAll(options.settings());
        try {
            return Files.write(folder.resolve("my.cnf"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The servers refuse to run as root unless told to. */
    static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> common(Path base, Path folder, int port) {
        List<String> lines = new ArrayList<>();
        if (runsAsRoot()) {
            lines.add("user=root");
        }
        lines.addAll(List.of(
                "basedir=" + base,
                "datadir=" + folder.resolve("data"),
                "tmpdir=" + folder.resolve("tmp"),
                "socket=" + folder.resolve("s.sock"),
                "pid-file=" + folder.resolve("pid"),
                "log-error=" + folder.resolve("err.log"),
                "port=" + port,
                "bind-address=127.0.0.1",
                "skip-name-resolve",
                "secure-file-priv=" + folder.resolve("tmp"),
                "local-infile=1",
                "max-connect-errors=1000000",
                "max-allowed-packet=256M",
                "innodb-flush-log-at-trx-commit=2",
                "innodb-flush-method=nosync",
                "innodb-buffer-pool-size=192M",
                "performance-schema=OFF"));
        return lines;
    }

    private static List<String> ofFlavor(DatabaseFlavor flavor, Path base) {
        List<String> lines = new ArrayList<>();
        if (flavor.isOfDebian()) {
            lines.addAll(folders(base));
        }
        lines.addAll(
                switch (flavor) {
                    // Making a TLS key takes MariaDB up to 20 s.
                    case MARIADB_11_4, MARIADB_10_11, MARIADB_11_8 ->
                        List.of("skip-ssl", "innodb-log-file-size=256M", "debug-no-sync");
                    case MYSQL_5_6 -> List.of("lc-messages-dir=" + base.resolve("share"), "skip-sync-frm");
                    case MYSQL_5_7 -> List.of("skip-sync-frm");
                    // Else every server listens on the X plugin's port too.
                    case MYSQL_8_0, MYSQL_9 -> List.of("mysqlx=0", "innodb-redo-log-capacity=256M");
                });
        return lines;
    }

    /** Where Debian's servers would otherwise look in the system's folders. */
    static List<String> folders(Path base) {
        Path messages = messages(base);
        return List.of(
                "lc-messages-dir=" + messages,
                "character-sets-dir=" + messages.resolve("charsets"),
                "plugin-dir=" + base.resolve("lib/mysql/plugin"));
    }

    static Path messages(Path base) {
        Path newer = base.resolve("share/mariadb");
        return Files.isDirectory(newer) ? newer : base.resolve("share/mysql");
    }

    private static List<String> binlog(DatabaseFlavor flavor, ServerOptions options, Path folder, int port) {
        List<String> lines = new ArrayList<>(List.of("server-id=" + port, "log-bin-trust-function-creators=1"));
        if (!options.binlog()) {
            lines.add("skip-log-bin");
            return lines;
        }
        lines.add("log-bin=" + folder.resolve("data").resolve("mysql-bin"));
        lines.add("binlog-format=" + options.binlogFormat());
        lines.add("binlog-row-image=FULL");
        lines.add("sync-binlog=0");
        if (flavor.isMariaDb()) {
            lines.add("gtid-strict-mode=1");
        } else if (options.gtid()) {
            lines.addAll(List.of("gtid-mode=ON", "enforce-gtid-consistency=ON", "log-slave-updates"));
        } else if (flavor == DatabaseFlavor.MYSQL_9) {
            lines.addAll(List.of("gtid-mode=OFF", "enforce-gtid-consistency=OFF")); // on by default
        }
        return lines;
    }
}
