package dev.gangway.mysql.connect;

import dev.gangway.core.schema.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and how to log in. With a {@code socket} path host and port are not used.
 *
 * @param side whose database it is: errors and their codes follow from it
 * @param name the schema, or empty for a connection without one
 * @param initStatements run right after connecting, before the session rules that results depend on
 * @param prefix table prefix, empty for none
 */
public record DatabaseConfig(
        Side side,
        String host,
        int port,
        @Nullable String socket,
        String name,
        String user,
        Password password,
        Tls tls,
        List<String> initStatements,
        String prefix) {

    public static final int DEFAULT_PORT = 3306;

    public DatabaseConfig {
        initStatements = List.copyOf(initStatements);
    }

    /** A TCP connection without TLS, init statements and prefix. */
    public static DatabaseConfig tcp(Side side, String host, int port, String name, String user, Password password) {
        return new DatabaseConfig(side, host, port, null, name, user, password, Tls.OFF, List.of(), "");
    }

    public DatabaseConfig withName(String newName) {
        return new DatabaseConfig(side, host, port, socket, newName, user, password, tls, initStatements, prefix);
    }

    public DatabaseConfig withPrefix(String newPrefix) {
        return new DatabaseConfig(side, host, port, socket, name, user, password, tls, initStatements, newPrefix);
    }

    public DatabaseConfig withInitStatements(List<String> statements) {
        return new DatabaseConfig(side, host, port, socket, name, user, password, tls, statements, prefix);
    }

    public DatabaseConfig withTls(Tls newTls) {
        return new DatabaseConfig(side, host, port, socket, name, user, password, newTls, initStatements, prefix);
    }

    /** For messages: {@code host:port/name} or {@code socket/name}. */
    public String address() {
        return (socket == null ? host + ":" + port : socket) + "/" + name;
    }
}
