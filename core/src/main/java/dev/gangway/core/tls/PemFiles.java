package dev.gangway.core.tls;

import java.io.IOException;
import java.io.InputStream;
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

/** Reads certificates and keys as servers and people write them, PEM, into the key stores that Java's TLS takes. */
public final class PemFiles {
    /** What stands before a key in PKCS#1 form when it is put into PKCS#8 form: version 0, algorithm RSA. */
    private static final byte[] RSA_ALGORITHM = {
        2, 1, 0, 0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;

    private PemFiles() {}

    /**
     * Certificates of authorities.
     *
     * @throws GeneralSecurityException when the file holds none
     */
    public static KeyStore trusted(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int i = 0;
        for (Certificate certificate : certificates(authorities)) {
            store.setCertificateEntry("ca" + i++, certificate);
        }
        return store;
    }

    /**
     * A key and its chain of certificates, the own one first.
     *
     * @param secret protects the key in the store
     * @throws GeneralSecurityException when a file holds something else, or the key has a password
     */
    public static KeyStore own(Path certificates, Path key, String secret)
            throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setKeyEntry("own", privateKey(key), secret.toCharArray(), certificates(certificates));
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate[] certificates(Path path) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(path)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
        }
    }

    private static PrivateKey privateKey(Path path) throws IOException, GeneralSecurityException {
        String pem = Files.readString(path);
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
}
