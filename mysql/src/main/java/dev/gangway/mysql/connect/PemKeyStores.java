package dev.gangway.mysql.connect;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.tls.PemFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands PEM files to a driver that only reads key stores: each is put into a PKCS#12 file in the temporary directory, readable
 * by this user only, protected by a random password and removed when the process ends.
 */
public record PemKeyStores(Optional<Store> trusted, Optional<Store> own) {
    /** One PKCS#12 file. */
    public record Store(Path file, String password) {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * Makes the files.
     *
     * @throws MigrationException CONFIG_INVALID when a PEM file cannot be read
     */
    public static PemKeyStores of(Tls tls) {
        try {
            Optional<Store> trusted = isGiven(tls.ca()) ? Optional.of(trustStore(tls.ca())) : Optional.empty();
            boolean certified = isGiven(tls.certificate()) && isGiven(tls.key());
            Optional<Store> own = certified ? Optional.of(keyStore(tls.certificate(), tls.key())) : Optional.empty();
            return new PemKeyStores(trusted, own);
        } catch (IOException | GeneralSecurityException e) {
            throw new MigrationException(
                    ErrorCode.CONFIG_INVALID,
                    "The TLS files ssl_ca, ssl_cert and ssl_key must be readable PEM files, the key without a password: "
                            + e.getMessage(),
                    e);
        }
    }

    void apply(Properties properties) {
        trusted.ifPresent(store -> {
            properties.setProperty(
                    "trustCertificateKeyStoreUrl", store.file().toUri().toString());
            properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
            properties.setProperty("trustCertificateKeyStorePassword", store.password());
        });
        own.ifPresent(store -> {
            properties.setProperty(
                    "clientCertificateKeyStoreUrl", store.file().toUri().toString());
            properties.setProperty("clientCertificateKeyStoreType", "PKCS12");
            properties.setProperty("clientCertificateKeyStorePassword", store.password());
        });
    }

    private static boolean isGiven(@Nullable String path) {
        return path != null && !path.isEmpty();
    }

    private static Store trustStore(@Nullable String ca) throws IOException, GeneralSecurityException {
        return save(
                PemFiles.trusted(Path.of(String.valueOf(ca))), UUID.randomUUID().toString());
    }

    private static Store keyStore(@Nullable String certificate, @Nullable String key)
            throws IOException, GeneralSecurityException {
        String secret = UUID.randomUUID().toString();
        KeyStore store = PemFiles.own(Path.of(String.valueOf(certificate)), Path.of(String.valueOf(key)), secret);
        return save(store, secret);
    }

    private static Store save(KeyStore store, String secret) throws IOException, GeneralSecurityException {
        Path file = Files.createTempFile("gangway-tls-", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, secret.toCharArray());
        }
        return new Store(file, secret);
    }
}
