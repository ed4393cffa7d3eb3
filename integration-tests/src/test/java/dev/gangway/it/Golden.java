package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.SqlDump;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tukaani.xz.XZInputStream;

/** The reference databases and the configuration that migrates them. */
final class Golden {
    private Golden() {}

    /** A fresh database with the source shop, as Magento 1 makes it: utf8. */
    static String source(DatabaseServer server, String dump) throws IOException, SQLException {
        return load(server, dump, "utf8");
    }

    /** A fresh database with a target shop or what a migration made of it, as Magento 2 makes it: utf8mb4. */
    static String target(DatabaseServer server, String dump) throws IOException, SQLException {
        return load(server, dump, "utf8mb4");
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

    /** A file of the reference data. */
    static Path file(String name) {
        return Path.of(System.getProperty("gangway.golden", "")).resolve("data").resolve(name);
    }

    static MigrationConfig config(DatabaseServer source, String sourceName, DatabaseServer target, String targetName) {
        Map<String, String> variables = Map.of(
                "SOURCE_ID", sourceName.replace('_', '-'),
                "SOURCE_PORT", String.valueOf(source.port()),
                "SOURCE_NAME", sourceName,
                "TARGET_PORT", String.valueOf(target.port()),
                "TARGET_NAME", targetName,
                "USER", source.user(),
                "PASSWORD", source.password());
        Path file = configFile();
        Path home = Path.of(System.getProperty("gangway.home", ".."));
        var problems = new Problems();
        Optional<MigrationConfig> config =
                MigrationConfig.read(file, new ConfigEnvironment(variables, home, Optional.of(home)), problems);
        assertThat(problems.all()).isEmpty();
        return config.orElseThrow();
    }

    /** The same for another source-id: its own state and topics. */
    static MigrationConfig config(
            DatabaseServer source, String sourceName, DatabaseServer target, String targetName, String sourceId) {
        MigrationConfig config = config(source, sourceName, target, targetName);
        return new MigrationConfig(
                config.file(),
                sourceId,
                config.steps(),
                config.source(),
                config.destination(),
                config.options(),
                config.capture(),
                config.kafka(),
                config.sink(),
                config.control(),
                config.bulk());
    }

    private static Path configFile() {
        URL url = Objects.requireNonNull(Golden.class.getResource("/golden/config.xml"));
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
