package dev.gangway.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where one of the two databases is and how to log in. With a socket, host and port are not used.
 *
 * @param initStatements run right after connecting, before the session rules
 * @param prefix table prefix, empty for none
 */
public record ConnectionConfig(
        String host,
        int port,
        Optional<Path> socket,
        String name,
        String user,
        Secret password,
        Tls tls,
        List<String> initStatements,
        String prefix) {

    public static final int DEFAULT_PORT = 3306;

    /**
     * PEM files for an encrypted connection, each optional.
     *
     * @param mode how strict it is; without it that follows from the files
     */
    public record Tls(Optional<TlsMode> mode, Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
        public static final Tls NONE = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public ConnectionConfig {
        initStatements = List.copyOf(initStatements);
    }

    ConnectionConfig with(List<String> statements, String tablePrefix) {
        return new ConnectionConfig(host, port, socket, name, user, password, tls, statements, tablePrefix);
    }
}
