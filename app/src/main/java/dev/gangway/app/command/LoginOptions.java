package dev.gangway.app.command;

import dev.gangway.app.command.Operations.Login;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How to reach one side: each item as an option such as {@code --source-host} or as an environment variable. The options are
 * made by hand, since annotations cannot give them names that depend on the side.
 */
final class LoginOptions {
    private final String side;
    private final LoginItems items;
    private final Map<String, OptionSpec> options = new LinkedHashMap<>();

    /** Options of the side named {@code source} or {@code target}. */
    LoginOptions(String side, Map<String, String> environment) {
        this.side = side;
        this.items = new LoginItems(side, environment);
        add("host", "HOST", "Name, address or socket path of the " + side + "'s server", "; default localhost");
        add("port", "PORT", "Its port", "; default 3306");
        add("database", "NAME", "The " + side + " database", "");
        add("user", "USER", "Who logs in there", "");
        options.put("password", password());
        add("prefix", "PREFIX", "The table prefix, if it must not be found out", "");
    }

    private void add(String item, String label, String description, String otherwise) {
        options.put(item, option(item, label, description, otherwise).build());
    }

    private OptionSpec password() {
        return option("password", "PASSWORD", "The password; asked for when nothing follows", "")
                .arity("0..1")
                .interactive(true)
                .prompt("Password for the " + side + ": ")
                .build();
    }

    private OptionSpec.Builder option(String item, String label, String description, String otherwise) {
        return OptionSpec.builder("--" + side + "-" + item)
                .type(String.class)
                .paramLabel(label)
                .description(description + " (" + items.variable(item) + otherwise + ").");
    }

    void addTo(CommandSpec command) {
        options.values().forEach(command::addOption);
    }

    /** The login as the command line and the environment say. */
    Login login() {
        var given = new HashMap<String, String>();
        options.forEach((item, option) -> {
            @Nullable String value = option.getValue();
            if (value != null) {
                given.put(item, value);
            }
        });
        return items.login(given);
    }
}
