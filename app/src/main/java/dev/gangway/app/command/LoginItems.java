package dev.gangway.app.command;

import dev.gangway.app.command.Operations.Login;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts a login together from options and, where an option is missing, environment variables. */
final class LoginItems {
    private final String side;
    private final Map<String, String> environment;

    LoginItems(String side, Map<String, String> environment) {
        this.side = side;
        this.environment = environment;
    }

    /** The login; an item that was not given as an option is missing in the map. */
    Login login(Map<String, String> given) {
        return new Login(
                item(given, "host").map(this::host),
                item(given, "port").map(this::port),
                required(given, "database"),
                required(given, "user"),
                item(given, "password"),
                item(given, "prefix"));
    }

    private Optional<String> item(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name)).or(() -> Optional.ofNullable(environment.get(variable(name))));
    }

    private String required(Map<String, String> given, String name) {
        return item(given, name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.USAGE,
                        "Which " + name + " of the " + side + "? Add --" + side + "-" + name + " or set "
                                + variable(name)));
    }

    private String host(String text) {
        if (text.contains(":") && !text.contains("/")) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "\"" + text + "\" is no host of the " + side
                            + "; write a name, an IPv4 address or a socket path, and the" + " port as --" + side
                            + "-port");
        }
        return text;
    }

    private int port(String text) {
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535) {
                return port;
            }
        }
        throw new MigrationException(
                ErrorCode.USAGE, "\"" + text + "\" is no port of the " + side + "; write a number from 1 to 65535");
    }

    String variable(String name) {
        return "GANGWAY_" + side.toUpperCase(Locale.ROOT) + "_" + name.toUpperCase(Locale.ROOT);
    }
}
