package dev.gangway.app.command;

import dev.gangway.app.command.Operations.Login;
import dev.gangway.core.config.TlsMode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Puts a login together from options and, where an option is missing, environment variables. One use. */
final class LoginItems {
    private final Side side;
    private final Map<String, String> environment;
    private final Map<LoginItem, String> given = new EnumMap<>(LoginItem.class);

    LoginItems(Side side, Map<String, String> environment) {
        this.side = side;
        this.environment = environment;
    }

    /**
     * The login.
     *
     * @param options what the command line says; an item that was not given is missing
     * @param folder the shop's own folder, where what is missing is read
     */
    Login login(Map<LoginItem, String> options, Optional<Path> folder) {
        for (LoginItem item : LoginItem.values()) {
            String text = options.getOrDefault(item, environment.get(item.variable(side)));
            boolean mayBeEmpty = item == LoginItem.PREFIX || item == LoginItem.PASSWORD;
            if (text != null && (mayBeEmpty || !text.isBlank())) {
                check(item, text);
                given.put(item, text);
            }
        }
        if (folder.isEmpty()) {
            require(LoginItem.DATABASE);
            require(LoginItem.USER);
        }
        return new Login(side, folder, given);
    }

    private void require(LoginItem item) {
        if (!given.containsKey(item)) {
            String generation = side == Side.SOURCE ? "--magento1" : "--magento2";
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "Which " + item.word() + " of the " + LoginItem.word(side) + "? Add " + item.option(side) + ", set "
                            + item.variable(side) + ", or name the shop's folder with " + generation);
        }
    }

    private void check(LoginItem item, String text) {
        switch (item) {
            case HOST -> host(text);
            case PORT -> port(text);
            case SSL_MODE -> mode(text);
            default -> {}
        }
    }

    private void host(String text) {
        if (text.contains(":") && !text.contains("/")) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "\"" + text + "\" is no host of the " + LoginItem.word(side)
                            + "; write a name, an IPv4 address or a socket path, and the port as "
                            + LoginItem.PORT.option(side));
        }
    }

    private void port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "\"" + text + "\" is no port of the " + LoginItem.word(side) + "; write a number from 1 to 65535");
        }
    }

    private void mode(String text) {
        if (TlsMode.ofWord(text).isEmpty()) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "\"" + text + "\" is no ssl-mode of the " + LoginItem.word(side) + "; write one of "
                            + String.join(", ", TlsMode.words()));
        }
    }
}
