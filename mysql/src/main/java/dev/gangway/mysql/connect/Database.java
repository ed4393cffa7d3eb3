package dev.gangway.mysql.connect;

import dev.gangway.core.schema.Side;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one database with the session rules the results depend on: empty sql_mode (on the target
 * NO_AUTO_VALUE_ON_ZERO), UTC, foreign key checks off, utf8mb4. A connection that dies is never reopened behind the
 * caller's back, because its session state would be lost. Thread-safe.
 */
public final class Database {
    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int NOT_ALLOWED = 1227;
    private static final int SOCKET_TIMEOUT_MS = 600_000;

    /** Java's names of the servers' character sets other than UTF-8 in which a shop's statements may be stored. */
    private static final Map<String, String> ENCODINGS = Map.ofEntries(
            Map.entry("latin1", "Cp1252"),
            Map.entry("latin2", "ISO8859_2"),
            Map.entry("latin5", "ISO8859_9"),
            Map.entry("latin7", "ISO8859_13"),
            Map.entry("greek", "ISO8859_7"),
            Map.entry("hebrew", "ISO8859_8"),
            Map.entry("cp1250", "Cp1250"),
            Map.entry("cp1251", "Cp1251"),
            Map.entry("koi8r", "KOI8_R"),
            Map.entry("gbk", "GBK"),
            Map.entry("gb2312", "EUC_CN"),
            Map.entry("big5", "Big5"),
            Map.entry("sjis", "SJIS"),
            Map.entry("ujis", "EUC_JP"),
            Map.entry("euckr", "EUC_KR"));

    private final DatabaseConfig config;
    private final @Nullable Supplier<Connection> lender;
    private volatile @Nullable Flavor flavor;
    private volatile @Nullable PemKeyStores keyStores;

    public Database(DatabaseConfig config) {
        this.config = config;
        this.lender = null;
    }

    /** The same database, whose connections somebody lends. */
    Database(Database other, Supplier<Connection> lender) {
        this.config = other.config;
        this.flavor = other.flavor;
        this.keyStores = other.keyStores;
        this.lender = lender;
    }

    public DatabaseConfig config() {
        return config;
    }

    /** The server's flavour, asked once. */
    public Flavor flavor() {
        Flavor known = flavor;
        if (known == null) {
            try (Connection connection = open()) {
                known = Flavor.of(connection);
                flavor = known;
            } catch (SQLException e) {
                throw SqlErrors.translate(e, config, "asking for the server's version");
            }
        }
        return known;
    }

    /** The TLS files for programs that read key stores only; made once. */
    public PemKeyStores keyStores() {
        PemKeyStores known = keyStores;
        if (known == null) {
            known = PemKeyStores.of(config.tls());
            keyStores = known;
        }
        return known;
    }

    /** The real table name of a document. */
    public String table(String document) {
        return Identifiers.withPrefix(config.prefix(), document);
    }

    /**
     * A connection in autocommit mode, a new one unless they are lent; the caller closes it.
     *
     * @throws dev.gangway.core.error.MigrationException with the code of the side: unreachable, access denied, no such schema
     */
    public Connection open() {
        return lender == null ? open(properties()) : lender.get();
    }

    /** A new connection, but several statements may be sent at a time, separated by semicolons. */
    public Connection openForScripts() {
        Properties properties = properties();
        properties.setProperty("allowMultiQueries", "true");
        return open(properties);
    }

    /**
     * A new connection, but statements are sent in this character set of the server, for those whose text the server stores as it
     * arrives; {@code character_set_client} is left to the caller.
     */
    public Connection openSpeaking(String serverCharset) {
        Properties properties = properties();
        properties.setProperty("characterEncoding", ENCODINGS.getOrDefault(serverCharset, "UTF-8"));
        return open(properties);
    }

    private Connection open(Properties properties) {
        try {
            Connection connection = DriverManager.getConnection(url(), properties);
            try {
                applySessionRules(connection);
                return connection;
            } catch (SQLException e) {
                closeQuietly(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, config, "connecting");
        }
    }

    private static void closeQuietly(Connection connection, SQLException cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void applySessionRules(Connection connection) throws SQLException {
        String mode = config.side() == Side.DESTINATION ? "NO_AUTO_VALUE_ON_ZERO" : "";
        try (var statement = connection.createStatement()) {
            for (String init : config.initStatements()) {
                if (!init.isBlank()) {
                    statement.execute(init.strip());
                }
            }
            statement.execute("SET NAMES utf8mb4");
            statement.execute("SET SESSION sql_mode = '" + mode
                    + "', time_zone = '+00:00', foreign_key_checks = 0, net_write_timeout = 3600, net_read_timeout = 3600,"
                    + " wait_timeout = 28800");
            if (config.side() == Side.DESTINATION) {
                raiseWarningLimit(statement);
            }
        }
    }

    /** Lets the server keep every warning, so that all losses are counted; MySQL 8 allows it only to administrators. */
    private static void raiseWarningLimit(Statement statement) throws SQLException {
        try {
            statement.execute("SET SESSION max_error_count = 65535");
        } catch (SQLException e) {
            if (e.getErrorCode() != NOT_ALLOWED) {
                throw e;
            }
        }
    }

    private String url() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        String authority = config.socket() == null ? host + ":" + config.port() : "localhost:3306";
        return "jdbc:mysql://" + authority + "/"
                + java.net.URLEncoder.encode(config.name(), java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }

    private Properties properties() {
        var p = new Properties();
        p.setProperty("user", config.user());
        p.setProperty("password", config.password().reveal());
        p.setProperty("characterEncoding", "UTF-8");
        p.setProperty("characterSetResults", "UTF-8");
        p.setProperty("jdbcCompliantTruncation", "false");
        p.setProperty("rewriteBatchedStatements", "true");
        p.setProperty("allowLoadLocalInfile", String.valueOf(config.side() == Side.DESTINATION));
        p.setProperty("tinyInt1isBit", "false");
        p.setProperty("yearIsDateType", "false");
        p.setProperty("useCursorFetch", "false");
        p.setProperty("useServerPrepStmts", "false");
        p.setProperty("allowPublicKeyRetrieval", "true");
        p.setProperty("tcpKeepAlive", "true");
        p.setProperty("useAffectedRows", "false");
        p.setProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT_MS));
        p.setProperty("socketTimeout", String.valueOf(SOCKET_TIMEOUT_MS));
        p.setProperty("connectionTimeZone", "UTC");
        p.setProperty("sslMode", config.tls().mode().name());
        keyStores().apply(p);
        if (config.socket() != null) {
            p.setProperty("socketFactory", UnixSocketFactory.class.getName());
            p.setProperty(UnixSocketFactory.PATH, config.socket());
        }
        return p;
    }
}
