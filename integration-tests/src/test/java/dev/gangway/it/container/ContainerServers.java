package dev.gangway.it.container;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.KafkaServer;
import dev.gangway.embedded.ServerSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers from the images that everybody uses, in containers of whatever engine Testcontainers finds: with
 * {@code -Dtest.infra=container} the shared ones of all tests.
 */
public final class ContainerServers implements ServerSource {
    private static final String ACCOUNT = "gangway";
    /** Of a machine that runs other tests beside it. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final String ROOT = "root";
    private static final int KAFKA_PORT = 9092;
    private static final String LARGEST_RECORD = String.valueOf(16 * 1024 * 1024);

    /** Whether there is an engine to start containers in. */
    public static boolean haveAnEngine() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public String name() {
        return "container";
    }

    @Override
    public DatabaseServer database(DatabaseFlavor flavor) {
        return database(flavor, image(flavor));
    }

    /** Starts an image that is like a flavour. */
    public DatabaseServer database(DatabaseFlavor flavor, String image) {
        var container = new MySQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mysql"))
                .withUsername(ACCOUNT)
                .withPassword(ACCOUNT)
                .withStartupTimeout(START_LIMIT)
                .withCommand(
                        "--server-id=" + (1_000 + flavor.ordinal()),
                        "--log-bin=mysql-bin",
                        "--binlog-format=ROW",
                        "--binlog-row-image=FULL",
                        "--log-bin-trust-function-creators=1",
                        "--local-infile=1",
                        "--max-connect-errors=1000000",
                        "--max-allowed-packet=256M",
                        "--innodb-buffer-pool-size=192M",
                        "--innodb-flush-log-at-trx-commit=2",
                        "--sync-binlog=0");
        container.start();
        int port = container.getMappedPort(MySQLContainer.MYSQL_PORT);
        DatabaseServer server = DatabaseServer.running(flavor, port, control(container));
        grantAll(server);
        return server;
    }

    /** The image's user may do everything in one schema only. */
    private static void grantAll(DatabaseServer server) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(""), ROOT, ACCOUNT);
                Statement statement = connection.createStatement()) {
            statement.execute("GRANT ALL PRIVILEGES ON *.* TO '" + ACCOUNT + "'@'%' WITH GRANT OPTION");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public KafkaServer kafka() {
        var container = new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.1"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", LARGEST_RECORD)
                .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", LARGEST_RECORD)
                .withStartupTimeout(START_LIMIT);
        container.start();
        return KafkaServer.running(container.getMappedPort(KAFKA_PORT), control(container));
    }

    private static ContainerControl control(GenericContainer<?> container) {
        var control = new ContainerControl(container);
        Runtime.getRuntime().addShutdownHook(new Thread(control::discard, "end-" + container.getContainerName()));
        return control;
    }

    private static String image(DatabaseFlavor flavor) {
        return switch (flavor) {
            case MYSQL_5_6 -> "mysql:5.6";
            case MYSQL_5_7 -> "mysql:5.7";
            case MYSQL_8_0 -> "mysql:8.0";
            case MYSQL_9 -> "mysql:9";
            case MARIADB_10_11 -> "mariadb:10.11";
            case MARIADB_11_4 -> "mariadb:11.4";
            case MARIADB_11_8 -> "mariadb:11.8";
        };
    }
}
