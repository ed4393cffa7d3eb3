package dev.gangway.core.config;

/** Where status and metrics are served: element {@code <control>}. Port 0 takes any free one. */
public record ControlConfig(String host, int port) {

    public static final ControlConfig DEFAULT = new ControlConfig("127.0.0.1", 7117);

    static final String[] NAMES = {"host", "port"};

    static ControlConfig from(Section section) {
        return new ControlConfig(
                section.matching("host", "[^\\s/:]+", "127.0.0.1").orElse(DEFAULT.host),
                section.integer("port", DEFAULT.port, 0, 65_535));
    }
}
