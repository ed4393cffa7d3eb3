package dev.gangway.core.config;

import java.util.Set;

/**
 * Where a running stream serves its API, metrics and console: element {@code <control>}.
 *
 * @param port 0 serves nothing
 * @param bind the address to listen on
 * @param token what requests must carry; empty asks for none, which loopback addresses only may do, or those where clients have certificates
 * @param tls how it is encrypted
 * @param isChosen the port was written, so that a stream must not run without it
 */
public record ControlConfig(int port, String bind, Secret token, ControlTls tls, boolean isChosen) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final int SHORTEST_TOKEN = 16;

    public static final ControlConfig DEFAULT =
            new ControlConfig(8262, "127.0.0.1", Secret.EMPTY, ControlTls.NONE, false);

    static final String[] NAMES = {"port", "bind", "token", ControlTls.CERTIFICATE, ControlTls.KEY, ControlTls.CLIENTS};

    static ControlConfig from(Section section, FileFinder files) {
        var config = new ControlConfig(
                section.integer("port", DEFAULT.port, 0, 65_535),
                section.text("bind").orElse(DEFAULT.bind),
                section.text("token").map(Secret::new).orElse(Secret.EMPTY),
                ControlTls.from(section, files),
                section.text("port").isPresent());
        if (config.isOff()) {
            return config;
        }
        boolean asks = section.text(ControlTls.CLIENTS).isPresent();
        if (!config.isLoopback() && config.token.isEmpty() && !asks) {
            section.missing(
                    "token",
                    "\"%s\" is reached from other machines; write token=\"${env:NAME}\" or \"${file:PATH}\", or ssl-ca with the authorities of clients' certificates, or bind it to 127.0.0.1"
                            .formatted(config.bind));
        } else if (!config.token.isEmpty() && config.token.value().length() < SHORTEST_TOKEN) {
            section.missing("a longer token", "one of at least " + SHORTEST_TOKEN + " characters cannot be guessed");
        }
        return config;
    }

    /** Whether nothing is served. */
    public boolean isOff() {
        return port == 0;
    }

    /** Whether only this machine reaches it. */
    public boolean isLoopback() {
        return LOOPBACK.contains(bind);
    }
}
