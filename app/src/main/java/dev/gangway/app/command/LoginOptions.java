package dev.gangway.app.command;

import dev.gangway.app.command.Operations.Login;
import dev.gangway.core.schema.Side;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How to reach one side: each item as an option such as {@code --source-host}, as an environment variable, or in the shop's own
 * files. The options are made by hand, since annotations cannot give them names that depend on the side.
 */
final class LoginOptions {
    private final Side side;
    private final LoginItems items;
    private final OptionSpec folder;
    private final Map<LoginItem, OptionSpec> options = new EnumMap<>(LoginItem.class);

    LoginOptions(Side side, Map<String, String> environment) {
        boolean source = side == Side.SOURCE;
        this.side = side;
        this.items = new LoginItems(side, environment);
        this.folder = folder(source);
        String word = LoginItem.word(side);
        String generation = source ? "Magento 1" : "Magento 2";
        add(LoginItem.HOST, "HOST", "Name, address or socket path of the " + word + "'s server", "; default localhost");
        add(LoginItem.PORT, "PORT", "Its port", "; default 3306");
        add(LoginItem.DATABASE, "NAME", "The " + word + " database", "");
        add(LoginItem.USER, "USER", "Who logs in there", "");
        addSecret(LoginItem.PASSWORD, "PASSWORD", "The password", "Password for the " + word + ": ");
        add(LoginItem.PREFIX, "PREFIX", "The table prefix, if it must not be found out", "");
        addSecret(
                LoginItem.CRYPT_KEY,
                "KEY",
                "The encryption key of " + generation,
                "Encryption key of " + generation + ": ");
        add(LoginItem.SSL_MODE, "MODE", "disabled, preferred, required, verify_ca or verify_identity", "");
        add(LoginItem.SSL_CA, "FILE", "PEM file that the server's certificate is checked against", "");
        add(LoginItem.SSL_CERT, "FILE", "PEM file of our own certificate, if the server asks for one", "");
        add(LoginItem.SSL_KEY, "FILE", "PEM file of its key", "");
    }

    private static OptionSpec folder(boolean source) {
        return OptionSpec.builder(source ? "--magento1" : "--magento2")
                .type(Path.class)
                .paramLabel("DIR")
                .description("The folder of the shop's Magento "
                        + (source
                                ? "1: what is not given is read from its" + " app/etc/local.xml."
                                : "2: what is not given is read from its app/etc/env.php."))
                .build();
    }

    private void add(LoginItem item, String label, String description, String otherwise) {
        options.put(item, option(item, label, description, otherwise).build());
    }

    private void addSecret(LoginItem item, String label, String description, String prompt) {
        options.put(
                item,
                option(item, label, description + "; asked for when nothing follows", "")
                        .arity("0..1")
                        .interactive(true)
                        .prompt(prompt)
                        .build());
    }

    private OptionSpec.Builder option(LoginItem item, String label, String description, String otherwise) {
        return OptionSpec.builder(item.option(side))
                .type(String.class)
                .paramLabel(label)
                .description(description + " (" + item.variable(side) + otherwise + ").");
    }

    void addTo(CommandSpec command) {
        command.addOption(folder);
        options.values().forEach(command::addOption);
    }

    /** The login as the command line and the environment say. */
    Login login() {
        Map<LoginItem, String> given = new EnumMap<>(LoginItem.class);
        options.forEach((item, option) -> {
            @Nullable String value = option.getValue();
            if (value != null) {
                given.put(item, value);
            }
        });
        @Nullable Path path = folder.getValue();
        return items.login(given, Optional.ofNullable(path));
    }
}
