package dev.gangway.app.command;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.schema.Side;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the commands do: the seam between the command line and the stages. Each returns an exit code of {@link ExitCode} or
 * throws a {@link dev.gangway.core.error.MigrationException}, whose code gives the exit code.
 */
public interface Operations extends StreamWishes, CutoverOperations {

    /**
     * What the commands on a configuration file have in common.
     *
     * @param auto integrity findings are warnings and do not stop
     * @param reset what earlier runs did is undone first
     * @param json events go to standard output, one JSON object per line
     * @param dryRun it is only said what a load would do
     */
    record Request(MigrationConfig config, boolean auto, Optional<ResetChoice> reset, boolean json, boolean dryRun) {

        /** The same without a reset. */
        public Request withoutReset() {
            return new Request(config, auto, Optional.empty(), json, dryRun);
        }
    }

    /**
     * How a reset is done.
     *
     * @param yes nobody is asked
     * @param dryRun it is only said what would be undone
     */
    record ResetChoice(boolean yes, boolean dryRun) {}

    int settings(Request request, Console console);

    int data(Request request, Console console);

    /**
     * Carries changes until stopped, or until source and stream are level.
     *
     * @param roles what this process does of it; empty when it does everything
     */
    int delta(Request request, boolean untilDrained, Set<StreamRole> roles, Console console);

    /** Settings, data and delta in one go, whatever of them is not done yet. */
    int run(Request request, boolean untilDrained, Console console);

    /**
     * How the plan is to be shown.
     *
     * @param coverage who carries the changes of every table, instead of what becomes of its columns
     */
    record PlanView(boolean json, boolean coverage) {}

    int plan(Request request, PlanView view, Console console);

    /**
     * What the integrity command is asked for.
     *
     * @param propose file for a proposed overlay map
     * @param exportOrphans file for the list of rows without a parent
     * @param force existing files may be overwritten
     */
    record IntegrityRequest(
            MigrationConfig config,
            Optional<Path> propose,
            Optional<Path> exportOrphans,
            boolean auto,
            boolean force,
            boolean json) {}

    /**
     * How to reach one database.
     *
     * @param folder the shop's own folder, whose files say what is not given
     * @param given what somebody said, by options or the environment; a host is a name, an address or the path of a socket
     */
    record Login(Side side, Optional<Path> folder, Map<LoginItem, String> given) {
        public Login {
            given = Map.copyOf(given);
        }

        public Optional<String> given(LoginItem item) {
            return Optional.ofNullable(given.get(item));
        }

        @Override
        public String toString() {
            return given.getOrDefault(LoginItem.USER, "") + "@" + given.getOrDefault(LoginItem.HOST, "") + "/"
                    + given.getOrDefault(LoginItem.DATABASE, "")
                    + folder.map(path -> " of " + path).orElse("");
        }
    }

    /**
     * What the init command is asked for.
     *
     * @param config the file to write
     * @param pack a pack by its name; chosen when it is not given
     * @param release the source's release when somebody knows it
     * @param force the file may be overwritten
     * @param writeSecrets passwords and keys go into the file, not references to the environment
     */
    record InitRequest(
            Login source,
            Login target,
            Path config,
            Optional<String> sourceId,
            Optional<String> pack,
            Optional<String> release,
            Optional<CaptureConfig.Mode> capture,
            boolean force,
            boolean writeSecrets,
            boolean json) {

        @Override
        public String toString() {
            return source + " to " + target;
        }
    }

    /** Looks at both databases and writes a configuration. */
    int init(InitRequest request, Console console);

    /** Checks what has no counterpart, without writing to a database. */
    int integrity(IntegrityRequest request, Console console);

    /**
     * How the status is to be shown.
     *
     * @param more with all that is known of each part
     */
    record StatusView(boolean more, boolean json) {}

    int status(MigrationConfig config, StatusView view, Console console);

    /** Undoes the data mode and the stream, or everything, and ends. */
    int reset(MigrationConfig config, boolean dataOnly, ResetChoice choice, Console console);

    /** Takes source, rules and rows as right as they are now, after telling what differs. */
    int accept(MigrationConfig config, boolean yes, Console console);

    /** Lists what was changed or left out on the way, for one table or all. */
    int losses(MigrationConfig config, Optional<String> table, boolean json, Console console);
}
