package dev.gangway.app.command;

import dev.gangway.app.command.Operations.Login;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach the target: each item as an option or as an environment variable. */
final class TargetOptions {
    @Option(
            names = "--target-host",
            paramLabel = "HOST",
            description =
                    "Name, address or socket path of the target's server (GANGWAY_TARGET_HOST; default localhost).")
    private @Nullable String host;

    @Option(names = "--target-port", paramLabel = "PORT", description = "Its port (GANGWAY_TARGET_PORT; default 3306).")
    private @Nullable String port;

    @Option(
            names = "--target-database",
            paramLabel = "NAME",
            description = "The target database (GANGWAY_TARGET_DATABASE).")
    private @Nullable String database;

    @Option(names = "--target-user", paramLabel = "USER", description = "Who logs in there (GANGWAY_TARGET_USER).")
    private @Nullable String user;

    @Option(
            names = "--target-password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            prompt = "Password for the target: ",
            description = "The password; asked for when nothing follows (GANGWAY_TARGET_PASSWORD).")
    private @Nullable String password;

    @Option(
            names = "--target-prefix",
            paramLabel = "PREFIX",
            description = "The table prefix, if it must not be found out (GANGWAY_TARGET_PREFIX).")
    private @Nullable String prefix;

    Login login(Map<String, String> environment) {
        return new LoginItems("target", environment).login(host, port, database, user, password, prefix);
    }
}
