package dev.gangway.mysql.connect;

import org.jspecify.annotations.Nullable;

/**
 * How a connection is encrypted. Files are PEM paths, each independently optional; with a CA the server's certificate is
 * verified against it.
 */
public record Tls(
        Mode mode,
        @Nullable String ca,
        @Nullable String certificate,
        @Nullable String key) {
    public static final Tls OFF = new Tls(Mode.DISABLED, null, null, null);

    /** Connector/J's {@code sslMode} words. */
    public enum Mode {
        DISABLED,
        PREFERRED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY
    }

    /** The mode that follows from the files alone: none means off, a CA means verify, others mean required. */
    public static Tls ofFiles(@Nullable String ca, @Nullable String certificate, @Nullable String key) {
        if (ca != null && !ca.isEmpty()) {
            return new Tls(Mode.VERIFY_CA, ca, certificate, key);
        }
        boolean any = (certificate != null && !certificate.isEmpty()) || (key != null && !key.isEmpty());
        return any ? new Tls(Mode.REQUIRED, ca, certificate, key) : OFF;
    }
}
