package dev.gangway.mysql.connect;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands PEM files to a driver that only reads key stores: each is put into a PKCS#12 file in the temporary directory, readable
 * by this user only, protected by a random password and removed when the process ends.
 */
final class PemKeyStores {

    private PemKeyStores() {}

    static void apply(Tls tls, Properties properties) {
        try {
            if (isGiven(tls.ca())) {
                String secret = UUID.randomUUID().toString();
                properties.setProperty("trustCertificateKeyStoreUrl", trustStore(tls.ca(), secret));
                properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
                properties.setProperty("trustCertificateKeyStorePassword", secret);
            }
            if (isGiven(tls.certificate()) && isGiven(tls.key())) {
                String secret = UUID.randomUUID().toString();
                properties.setProperty("clientCertificateKeyStoreUrl", keyStore(tls.certificate(), tls.key(), secret));
                properties.setProperty("clientCertificateKeyStoreType", "PKCS12");
                properties.setProperty("clientCertificateKeyStorePassword", secret);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new MigrationException(
                    ErrorCode.CONFIG_INVALID,
                    "The TLS files ssl_ca, ssl_cert and ssl_key must be readable PEM files (key in PKCS#8 form): "
                            + e.getMessage(),
                    e);
        }
    }

    private static boolean isGiven(@Nullable String path) {
        return path != null && !path.isEmpty();
    }

    private static String trustStore(@Nullable String ca, String secret) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int i = 0;
        for (Certificate certificate : certificates(ca)) {
            store.setCertificateEntry("ca" + i++, certificate);
        }
        return save(store, secret);
    }

    private static String keyStore(@Nullable String certificate, @Nullable String key, String secret)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setKeyEntry("client", privateKey(key), secret.toCharArray(), certificates(certificate));
        return save(store, secret);
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate[] certificates(@Nullable String path) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(Path.of(String.valueOf(path)))) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
        }
    }

    private static PrivateKey privateKey(@Nullable String path) throws IOException, GeneralSecurityException {
        String pem = Files.readString(Path.of(String.valueOf(path)));
        String base64 = pem.replaceAll("-----(BEGIN|END) [A-Z ]+-----", "").replaceAll("\\s", "");
        var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }

    private static String save(KeyStore store, String secret) throws IOException, GeneralSecurityException {
        Path file = Files.createTempFile("gangway-tls-", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, secret.toCharArray());
        }
        return file.toUri().toString();
    }
}
