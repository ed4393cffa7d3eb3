package dev.gangway.it;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.SqlDump;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/** The reference databases: loaded once per server where nobody changes them. */
final class Golden {
    private static final Map<String, String> SHARED = new HashMap<>();

    private Golden() {}

    /** A fresh database with the source shop, as Magento 1 makes it: utf8. */
    static String source(DatabaseServer server, String dump) throws IOException, SQLException {
        return load(server, dump, "utf8");
    }

    /** The same for tests that only read it: one per server, with a prefix before every table's name. */
    static String sharedSource(DatabaseServer server, String dump, String prefix) throws IOException, SQLException {
        return shared(server, dump, "utf8", prefix);
    }

    /** A fresh database with a target shop, as Magento 2 makes it: utf8mb4; with a prefix before every table's name. */
    static String target(DatabaseServer server, String dump, String prefix) throws IOException, SQLException {
        String name = load(server, dump, "utf8mb4");
        addPrefix(server, name, prefix);
        return name;
    }

    static String target(DatabaseServer server, String dump) throws IOException, SQLException {
        return target(server, dump, "");
    }

    /** What a migration must reach, one per server; nobody changes it. */
    static String reference(DatabaseServer server, String dump) throws IOException, SQLException {
        return shared(server, dump, "utf8mb4", "");
    }

    private static synchronized String shared(DatabaseServer server, String dump, String charset, String prefix)
            throws IOException, SQLException {
        String key = server.port() + "/" + dump + "/" + prefix;
        String known = SHARED.get(key);
        if (known == null) {
            known = load(server, dump, charset);
            addPrefix(server, known, prefix);
            SHARED.put(key, known);
        }
        return known;
    }

    private static String load(DatabaseServer server, String dump, String charset) throws IOException, SQLException {
        String name = Servers.freshDatabase(server);
        server.execute("ALTER DATABASE `" + name + "` DEFAULT CHARACTER SET " + charset);
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file(dump + ".sql.xz")), 1 << 16);
                InputStream plain = new XZInputStream(packed);
                Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
            connection.setAutoCommit(false);
            new SqlDump(connection).load(plain);
            connection.commit();
        }
        return name;
    }

    private static void addPrefix(DatabaseServer server, String database, String prefix) throws SQLException {
        if (prefix.isEmpty()) {
            return;
        }
        var tables = server.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE'"
                + " AND TABLE_SCHEMA = '" + database + "'");
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
            statement.execute("SET SESSION foreign_key_checks = 0");
            for (var table : tables) {
                statement.execute("RENAME TABLE `" + table.get(0) + "` TO `" + prefix + table.get(0) + "`");
            }
        }
    }

    /** Makes the changes to a copy of the reference shop after which it is the final one. */
    static void change(DatabaseServer server, String source) throws Exception {
        try (Connection connection = server.connect(source);
                Statement statement = connection.createStatement();
                InputStream changes = Files.newInputStream(file("delta-changes.sql"))) {
            statement.execute("SET SESSION sql_mode = ''");
            new SqlDump(connection).load(changes);
        }
    }

    /** Whether reference data are at hand; what needs them in every run says so by a condition of its own instead. */
    static boolean isAtHand() {
        return !System.getProperty("gangway.golden", "").isEmpty();
    }

    /** A file of the reference data. */
    static Path file(String name) {
        return Path.of(System.getProperty("gangway.golden", "")).resolve("data").resolve(name);
    }
}
