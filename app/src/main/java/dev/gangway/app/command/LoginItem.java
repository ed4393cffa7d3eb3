package dev.gangway.app.command;

import dev.gangway.core.schema.Side;
import java.util.Locale;
import java.util.Optional;

/** What reaching one database takes; each item has an option and an environment variable per side. */
public enum LoginItem {
    HOST("host"),
    PORT("port"),
    DATABASE("name"),
    USER("user"),
    PASSWORD("password"),
    PREFIX(""),
    CRYPT_KEY(""),
    SSL_MODE("ssl_mode"),
    SSL_CA("ssl_ca"),
    SSL_CERT("ssl_cert"),
    SSL_KEY("ssl_key");

    private final String attribute;

    LoginItem(String attribute) {
        this.attribute = attribute;
    }

    /** The attribute of {@code <database>}; empty when the item stands elsewhere in a configuration. */
    public Optional<String> attribute() {
        return Optional.of(attribute).filter(name -> !name.isEmpty());
    }

    /** True for what must not be shown. */
    public boolean isSecret() {
        return this == PASSWORD || this == CRYPT_KEY;
    }

    /** For messages: {@code encryption key}. */
    public String word() {
        return this == CRYPT_KEY
                ? "encryption key"
                : this == PREFIX
                        ? "table prefix"
                        : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As {@code --source-host}; the key of the source is {@code --crypt-key}. */
    public String option(Side side) {
        String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return isSourceKey(side) ? "--" + name : "--" + word(side) + "-" + name;
    }

    /** As {@code GANGWAY_SOURCE_HOST}; the key of the source is {@code GANGWAY_CRYPT_KEY}. */
    public String variable(Side side) {
        return isSourceKey(side)
                ? "GANGWAY_CRYPT_KEY"
                : "GANGWAY_" + word(side).toUpperCase(Locale.ROOT) + "_" + name();
    }

    private boolean isSourceKey(Side side) {
        return this == CRYPT_KEY && side == Side.SOURCE;
    }

    /** {@code source} or {@code target}. */
    public static String word(Side side) {
        return side == Side.SOURCE ? "source" : "target";
    }
}
