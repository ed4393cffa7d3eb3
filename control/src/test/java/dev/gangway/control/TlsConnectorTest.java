package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.config.ControlConfig;
import dev.gangway.core.config.ControlTls;
import dev.gangway.core.config.Secret;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.tls.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsConnectorTest {
    private static final Secret TOKEN = new Secret("planted-secret-0123456789");

    @TempDir
    static Path folder;

    private static @Nullable KeyPairFiles made;

    private KeyPairFiles port = new KeyPairFiles(Path.of(""), Path.of(""));

    @BeforeEach
    void makeKeyOfThePort() throws Exception {
        if (made == null) {
            made = KeyPairFiles.create(folder, "port");
        }
        port = made;
    }

    @Test
    void answersEncryptedAndNotOtherwise() throws Exception {
        try (ControlServer server = start(TOKEN, Optional.empty())) {
            HttpResponse<String> answer = get(client(null), "https", server, "/api/status");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"lag\":12");
            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), "http", server, "/health"))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), "https", server, "/health"))
                    .hasMessageContaining("PKIX");
        }
    }

    @Test
    void answersThoseAloneWhoseCertificatesItKnows() throws Exception {
        KeyPairFiles operator = KeyPairFiles.create(folder, "operator");
        KeyPairFiles stranger = KeyPairFiles.create(folder, "stranger");
        try (ControlServer server = start(Secret.EMPTY, Optional.of(operator.certificate()))) {
            assertThat(get(client(operator), "https", server, "/api/status").statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get(client(null), "https", server, "/health"))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(client(stranger), "https", server, "/health"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesFilesThatAreNoCertificates() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no certificate");
        var tls = new ControlTls(Optional.of(text), Optional.of(port.key()), Optional.empty());
        var config = new ControlConfig(0, "127.0.0.1", TOKEN, tls, true);

        assertThatThrownBy(() -> ControlServer.start(config, new FakePipeline()))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("ssl-cert");
    }

    private ControlServer start(Secret token, Optional<Path> clients) {
        var tls = new ControlTls(Optional.of(port.certificate()), Optional.of(port.key()), clients);
        return ControlServer.start(new ControlConfig(0, "127.0.0.1", token, tls, true), new FakePipeline());
    }

    private static HttpResponse<String> get(HttpClient client, String scheme, ControlServer server, String path)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + TOKEN.value())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Trusts the port, and shows a certificate when it has one. */
    private HttpClient client(@Nullable KeyPairFiles own) throws Exception {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(PemFiles.trusted(port.certificate()));
        KeyManager[] keys = {};
        if (own != null) {
            KeyStore store = PemFiles.own(own.certificate(), own.key(), "secret");
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, "secret".toCharArray());
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusted.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
