package dev.gangway.app.check;

import dev.gangway.app.rights.RightsCheck;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Requirement;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.inspect.ServerSettings;
import java.util.EnumSet;
import java.util.List;

/** What is asked of the target's server. */
final class TargetChecks {
    private final MigrationConfig config;
    private final Databases databases;
    private final ServerSettings server;

    TargetChecks(MigrationConfig config, Databases databases) {
        this.config = config;
        this.databases = databases;
        this.server = ServerSettings.of(databases.target());
    }

    /** What the server's settings tell. */
    List<CheckItem> server() {
        return List.of(
                CheckItem.holds(
                        Requirement.TARGET, databases.target().config().address() + " answers, " + server.flavor()),
                version(),
                writable(),
                packets(),
                localInfile());
    }

    private CheckItem version() {
        Flavor flavor = server.flavor();
        return server.runsMagento2()
                ? CheckItem.holds(Requirement.TARGET_VERSION, "Magento 2.4 runs on " + flavor)
                : CheckItem.warns(
                        Requirement.TARGET_VERSION,
                        "Magento 2.4 does not run on " + flavor,
                        "move the target to MySQL 8.0 or MariaDB 10.4 or newer");
    }

    /** Whether the user may do what any mode needs. */
    CheckItem rights() {
        List<String> missing = new RightsCheck(config, EnumSet.allOf(Mode.class)).missingOnTarget();
        return missing.isEmpty()
                ? CheckItem.holds(Requirement.TARGET_RIGHTS, server.user() + " has all that is needed")
                : CheckItem.fails(
                        Requirement.TARGET_RIGHTS, server.user() + " lacks rights", String.join(" ", missing));
    }

    private CheckItem writable() {
        return server.isOn("read_only")
                ? CheckItem.fails(
                        Requirement.TARGET_WRITABLE,
                        "the server is read-only",
                        "SET GLOBAL read_only = 0; or take its primary server")
                : CheckItem.holds(Requirement.TARGET_WRITABLE, "the server takes writes");
    }

    private CheckItem packets() {
        long bytes = server.largestStatement();
        return server.takesLargeRows()
                ? CheckItem.holds(Requirement.TARGET_PACKETS, "statements of %,d bytes".formatted(bytes))
                : CheckItem.warns(
                        Requirement.TARGET_PACKETS,
                        "statements of %,d bytes at most: larger rows are refused".formatted(bytes),
                        ServerSettings.LARGER_ROWS + ";");
    }

    private CheckItem localInfile() {
        return server.isOn("local_infile")
                ? CheckItem.holds(Requirement.TARGET_LOCAL_INFILE, "the load may send files")
                : CheckItem.warns(
                        Requirement.TARGET_LOCAL_INFILE,
                        "the load may not send files and is slower by multi-row inserts",
                        "SET GLOBAL local_infile = 1;");
    }
}
