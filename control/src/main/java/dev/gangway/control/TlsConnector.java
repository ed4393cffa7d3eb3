package dev.gangway.control;

import dev.gangway.core.config.ControlConfig;
import dev.gangway.core.config.ControlTls;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.tls.PemFiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The control port as it listens when it is encrypted: TLS 1.2 and 1.3, and nothing that is not encrypted. */
final class TlsConnector {
    private final ControlConfig config;
    private final SslContextFactory.Server tls;

    /** @throws MigrationException CONFIG_INVALID when a PEM file cannot be read */
    TlsConnector(ControlConfig config) {
        this.config = config;
        try {
            this.tls = read(config.tls());
        } catch (IOException | GeneralSecurityException e) {
            throw new MigrationException(
                    ErrorCode.CONFIG_INVALID,
                    "ssl-cert, ssl-key and ssl-ca of <control> must be readable PEM files, the key without a password: "
                            + e.getMessage(),
                    e);
        }
    }

    private static SslContextFactory.Server read(ControlTls files) throws IOException, GeneralSecurityException {
        var tls = new SslContextFactory.Server();
        String secret = UUID.randomUUID().toString();
        tls.setKeyStore(
                PemFiles.own(files.certificate().orElseThrow(), files.key().orElseThrow(), secret));
        tls.setKeyStorePassword(secret);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        if (files.clients().isPresent()) {
            tls.setTrustStore(PemFiles.trusted(files.clients().get()));
            tls.setNeedClientAuth(true);
        }
        return tls;
    }

    Connector of(Server server, HttpConfiguration http) {
        var secure = new HttpConfiguration(http);
        // Probes and tunnels ask by address: whoever has no name for the port may use it all the same.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        var connector = new ServerConnector(server, tls, new HttpConnectionFactory(secure));
        connector.setHost(config.bind());
        connector.setPort(config.port());
        return connector;
    }
}
