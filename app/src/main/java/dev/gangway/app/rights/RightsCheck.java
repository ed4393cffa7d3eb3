package dev.gangway.app.rights;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.inspect.Grants;
import dev.gangway.mysql.inspect.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds before a run every right that it will need and lacks, on source, target and state, with the statements that give them. */
public final class RightsCheck {
    private static final String TRUST = "log_bin_trust_function_creators";

    private final MigrationConfig config;
    private final Databases databases;
    private final Set<Mode> modes;

    /** {@code modes}: all that the command will run. */
    public RightsCheck(MigrationConfig config, Set<Mode> modes) {
        this.config = config;
        this.databases = Databases.of(config);
        this.modes = Set.copyOf(modes);
    }

    /**
     * Stops when rights are missing.
     *
     * @throws MigrationException SOURCE_GRANT_MISSING or TARGET_GRANT_MISSING with all that is missing on both sides
     */
    public void require() {
        List<String> source = source();
        List<String> target = target();
        var lines = new ArrayList<>(source);
        lines.addAll(target);
        if (!lines.isEmpty()) {
            throw new MigrationException(
                    source.isEmpty() ? ErrorCode.TARGET_GRANT_MISSING : ErrorCode.SOURCE_GRANT_MISSING,
                    "Rights are missing that this run will need; nothing was read or written. Let an administrator run:\n"
                            + String.join("\n", lines));
        }
    }

    /** The statements that give what is missing on the source; empty when nothing is. */
    public List<String> missingOnSource() {
        return statements(source());
    }

    /** The same for the target and the state beside it. */
    public List<String> missingOnTarget() {
        return statements(target());
    }

    private static List<String> statements(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
    }

    private List<String> source() {
        var account = new Account("source", databases.source());
        String schema = databases.source().config().name();
        boolean captures =
                !config.steps(Mode.DELTA).isEmpty() && (modes.contains(Mode.DATA) || modes.contains(Mode.DELTA));
        boolean triggers = captures && config.capture().mode() == CaptureConfig.Mode.TRIGGERS;
        account.in(schema, triggers ? NeededRights.CAPTURE_BY_TRIGGERS : NeededRights.SOURCE);
        if (triggers) {
            account.mayCreateTriggers();
        } else if (captures) {
            account.everywhere(NeededRights.CAPTURE_BY_BINLOG);
        }
        return account.lines;
    }

    private List<String> target() {
        var account = new Account("target", databases.target());
        boolean loads = modes.contains(Mode.SETTINGS) || modes.contains(Mode.DATA);
        account.in(databases.target().config().name(), loads ? NeededRights.LOAD : NeededRights.APPLY);
        account.in(databases.state().name(), NeededRights.STATE);
        return account.lines;
    }

    /** One user, and what he lacks. Connects without a database: that he may not use it is what is looked for. */
    private static final class Account {
        private final String side;
        private final Grants grants;
        private final ServerSettings server;
        private final List<String> lines = new ArrayList<>();

        Account(String side, Database database) {
            var anywhere = new Database(database.config().withName(""));
            this.side = "  on the " + side + "'s server: ";
            this.grants = Grants.of(anywhere);
            this.server = ServerSettings.of(anywhere);
        }

        void in(String schema, List<String> rights) {
            List<String> missing = grants.missing(rights, schema);
            if (!missing.isEmpty()) {
                grant(missing, grants.pattern(schema) + ".*");
            }
        }

        void everywhere(List<String> rights) {
            List<String> missing = grants.missingGlobally(rights);
            if (!missing.isEmpty()) {
                grant(missing, "*.*");
            }
        }

        private void grant(List<String> missing, String where) {
            lines.add(
                    side + "GRANT " + String.join(", ", missing) + " ON " + where + " TO " + server.quotedUser() + ";");
        }

        /** With its binlog on, a server lets only administrators create triggers unless it is told to trust others. */
        void mayCreateTriggers() {
            if (server.isOn("log_bin") && !server.isOn(TRUST) && !grants.hasGlobally("SUPER")) {
                lines.add(side + "SET GLOBAL " + TRUST + " = 1;");
            }
        }
    }
}
