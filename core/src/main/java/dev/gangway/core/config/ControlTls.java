package dev.gangway.core.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the control port is encrypted; PEM files.
 *
 * @param certificate of the port, with the chain behind it; without one it is not encrypted
 * @param key of the certificate
 * @param clients authorities of those who may ask; without them no certificate is asked for
 */
public record ControlTls(Optional<Path> certificate, Optional<Path> key, Optional<Path> clients) {
    public static final ControlTls NONE = new ControlTls(Optional.empty(), Optional.empty(), Optional.empty());

    static final String CERTIFICATE = "ssl-cert";
    static final String KEY = "ssl-key";
    static final String CLIENTS = "ssl-ca";

    static ControlTls from(Section section, FileFinder files) {
        var tls = new ControlTls(
                file(CERTIFICATE, section, files), file(KEY, section, files), file(CLIENTS, section, files));
        boolean hasCertificate = section.text(CERTIFICATE).isPresent();
        boolean hasKey = section.text(KEY).isPresent();
        if (hasCertificate && !hasKey) {
            section.missing(KEY, "the key of ssl-cert, a PEM file without a password");
        } else if (!hasCertificate && (hasKey || section.text(CLIENTS).isPresent())) {
            section.missing(CERTIFICATE, "ssl-key and ssl-ca mean nothing on a port that is not encrypted");
        }
        return tls;
    }

    private static Optional<Path> file(String name, Section section, FileFinder files) {
        Optional<Path> file = section.text(name).flatMap(files::find);
        if (section.text(name).isPresent() && file.isEmpty()) {
            section.wrong(name, "the name of a PEM file that exists");
        }
        return file;
    }

    public boolean isOn() {
        return certificate.isPresent() && key.isPresent();
    }
}
