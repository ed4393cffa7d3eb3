package dev.gangway.embedded;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shared servers for tests: one of each kind per JVM, started when first asked for and stopped at the JVM's exit. Tests do
 * not close, kill or reconfigure them; a test that must starts its own. With {@code -Dtest.infra=NAME} databases and the broker
 * come from the {@link ServerSource} of that name. Thread-safe.
 */
public final class Servers {
    private static final String LOCAL = "local";
    private static final Optional<ServerSource> ELSEWHERE = elsewhere(System.getProperty("test.infra", LOCAL));
    private static final Map<DatabaseFlavor, DatabaseServer> DATABASES = new EnumMap<>(DatabaseFlavor.class);
    private static @Nullable KafkaServer kafka;
    private static @Nullable RegistryServer registry;

    private Servers() {}

    public static DatabaseServer mariadb() {
        return database(DatabaseFlavor.MARIADB_11_4);
    }

    public static DatabaseServer mysql56() {
        return database(DatabaseFlavor.MYSQL_5_6);
    }

    public static DatabaseServer mysql57() {
        return database(DatabaseFlavor.MYSQL_5_7);
    }

    public static DatabaseServer mysql80() {
        return database(DatabaseFlavor.MYSQL_8_0);
    }

    /** The flavours that tests over every server run on: all, or outside of the matrix those that are not Debian's. */
    public static List<DatabaseFlavor> flavors() {
        boolean all = Boolean.getBoolean("gangway.matrix");
        return Stream.of(DatabaseFlavor.values())
                .filter(flavor -> all || !flavor.isOfDebian())
                .toList();
    }

    /** The shared server of a flavour, with row binlog and default options. */
    public static synchronized DatabaseServer database(DatabaseFlavor flavor) {
        return DATABASES.computeIfAbsent(flavor, f -> ELSEWHERE
                .map(source -> source.database(f))
                .orElseGet(() -> DatabaseServer.start(f, ServerOptions.defaults())));
    }

    /** The shared broker; give topics names of your own. */
    public static synchronized KafkaServer kafka() {
        if (kafka == null) {
            kafka = ELSEWHERE.map(ServerSource::kafka).orElseGet(() -> KafkaServer.start(KafkaOptions.defaults()));
        }
        return kafka;
    }

    /** The shared schema registry; give subjects names of your own. */
    public static synchronized RegistryServer registry() {
        if (registry == null) {
            registry = RegistryServer.start();
        }
        return registry;
    }

    /** Creates an empty utf8 database with a name of its own, which the caller drops when done. */
    public static String freshDatabase(DatabaseServer server) {
        String name = "t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        server.createDatabase(name, "utf8");
        return name;
    }

    /** A misspelt choice must not look as if it had been followed. */
    static Optional<ServerSource> elsewhere(String infrastructure) {
        if (infrastructure.isEmpty() || infrastructure.equals(LOCAL)) {
            return Optional.empty();
        }
        List<ServerSource> sources = ServiceLoader.load(ServerSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return Optional.of(sources.stream()
                .filter(source -> source.name().equals(infrastructure))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("test.infra=" + infrastructure
                        + " is unknown to this module's tests: they take servers from "
                        + Stream.concat(Stream.of(LOCAL), sources.stream().map(ServerSource::name))
                                .toList()
                        + ".")));
    }
}
