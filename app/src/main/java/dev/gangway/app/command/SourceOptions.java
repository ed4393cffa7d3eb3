package dev.gangway.app.command;

import dev.gangway.app.command.Operations.Login;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach the source: each item as an option or as an environment variable. */
final class SourceOptions {
    @Option(
            names = "--source-host",
            paramLabel = "HOST",
            description =
                    "Name, address or socket path of the source's server (GANGWAY_SOURCE_HOST; default localhost).")
    private @Nullable String host;

    @Option(names = "--source-port", paramLabel = "PORT", description = "Its port (GANGWAY_SOURCE_PORT; default 3306).")
    private @Nullable String port;

    @Option(
            names = "--source-database",
            paramLabel = "NAME",
            description = "The source database (GANGWAY_SOURCE_DATABASE).")
    private @Nullable String database;

    @Option(names = "--source-user", paramLabel = "USER", description = "Who logs in there (GANGWAY_SOURCE_USER).")
    private @Nullable String user;

    @Option(
            names = "--source-password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            prompt = "Password for the source: ",
            description = "The password; asked for when nothing follows (GANGWAY_SOURCE_PASSWORD).")
    private @Nullable String password;

    @Option(
            names = "--source-prefix",
            paramLabel = "PREFIX",
            description = "The table prefix, if it must not be found out (GANGWAY_SOURCE_PREFIX).")
    private @Nullable String prefix;

    Login login(Map<String, String> environment) {
        return new LoginItems("source", environment).login(host, port, database, user, password, prefix);
    }
}
