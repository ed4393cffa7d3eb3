package dev.gangway.mysql.connect;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands PEM files to a driver that only reads key stores: each is put into a PKCS#12 file in the temporary directory, readable
 * by this user only, protected by a random password and removed when the process ends.
 */
public record PemKeyStores(Optional<Store> trusted, Optional<Store> own) {
    /** What stands before a key in PKCS#1 form when it is put into PKCS#8 form: version 0, algorithm RSA. */
    private static final byte[] RSA_ALGORITHM = {
        2, 1, 0, 0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;

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
        KeyStore store = empty();
        int i = 0;
        for (Certificate certificate : certificates(ca)) {
            store.setCertificateEntry("ca" + i++, certificate);
        }
        return save(store, UUID.randomUUID().toString());
    }

    private static Store keyStore(@Nullable String certificate, @Nullable String key)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        String secret = UUID.randomUUID().toString();
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
        if (pem.contains("ENCRYPTED")) {
            throw new KeyException(path + " is protected by a password");
        }
        String base64 = pem.replaceAll("(?s).*?-----BEGIN [A-Z ]*PRIVATE KEY-----", "")
                .replaceAll("(?s)-----END .*", "")
                .replaceAll("\\s", "");
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new KeyException(path + " holds no private key", e);
        }
        var spec = new PKCS8EncodedKeySpec(pem.contains("BEGIN RSA PRIVATE KEY") ? wrapped(bytes) : bytes);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }

    /** A key as MySQL makes it (PKCS#1) in the form that Java reads. */
    private static byte[] wrapped(byte[] key) {
        byte[] octets = tagged(OCTETS, key);
        byte[] content = Arrays.copyOf(RSA_ALGORITHM, RSA_ALGORITHM.length + octets.length);
        System.arraycopy(octets, 0, content, RSA_ALGORITHM.length, octets.length);
        return tagged(SEQUENCE, content);
    }

    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        byte[] whole = Arrays.copyOf(head, head.length + length);
        System.arraycopy(content, 0, whole, head.length, length);
        return whole;
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
