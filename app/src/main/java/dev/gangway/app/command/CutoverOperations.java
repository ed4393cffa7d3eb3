package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the commands of the night of the switch do; each returns an exit code of {@link ExitCode}. */
public interface CutoverOperations {

    /** What is wanted of the cutover command. */
    enum CutoverAction {
        SWITCH,
        /** All but the last stage, then the fence is lifted. */
        REHEARSE,
        /** Only say what would be done. */
        DRY_RUN,
        /** Let writes through to the source again, after a kill or after the switch. */
        BACK_OUT,
        /** How it stands, and what has come too late. */
        STATUS
    }

    /**
     * What the cutover command is asked for.
     *
     * @param budget how long each wait before the fence, and all behind it together, may take
     * @param fence how writes are kept out; chosen when it is not given
     * @param hooks commands by stage
     * @param logins file with addresses and passwords that must be able to log in
     * @param checkRows tables with more rows than that are not compared behind the fence
     * @param yes nobody is asked
     */
    record CutoverRequest(
            MigrationConfig config,
            CutoverAction action,
            Duration budget,
            Optional<String> fence,
            Map<String, List<String>> hooks,
            Optional<Path> logins,
            long checkRows,
            boolean acceptParked,
            boolean acceptDifferences,
            boolean yes,
            boolean json) {

        public CutoverRequest {
            hooks = Map.copyOf(hooks);
        }

        public boolean isRehearsal() {
            return action == CutoverAction.REHEARSE;
        }
    }

    /** Switches the shop over, or what else is wanted. */
    int cutover(CutoverRequest request, Console console);

    /** Removes everything that the migration has put into source, target and Kafka. */
    int cleanup(MigrationConfig config, Operations.ResetChoice choice, Console console);
}
