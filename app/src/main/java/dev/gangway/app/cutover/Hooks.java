package dev.gangway.app.cutover;

import dev.gangway.app.fence.ShellCommand;
import dev.gangway.core.error.MigrationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Commands of the person's own at the stages of a cutover. A rehearsal runs them too, up to the switch, and tells them so. */
final class Hooks {
    static final String BACK_OUT = "back-out";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Map<String, List<String>> commands;
    private final boolean rehearsal;
    private final Journal journal;

    /** {@code commands}: by stage, in the order in which they are run. */
    Hooks(Map<String, List<String>> commands, boolean rehearsal, Journal journal) {
        this.commands = Map.copyOf(commands);
        this.rehearsal = rehearsal;
        this.journal = journal;
    }

    List<String> of(String stage) {
        return commands.getOrDefault(stage, List.of());
    }

    /**
     * Runs the commands of a stage.
     *
     * @throws MigrationException HOOK_FAILED at the first that fails
     */
    void run(String stage, Duration left) {
        Duration limit = left.compareTo(LIMIT) < 0 ? left : LIMIT;
        var environment = Map.of("GANGWAY_STAGE", stage, "GANGWAY_REHEARSAL", rehearsal ? "1" : "0");
        of(stage).forEach(command -> {
            journal.say("hook at " + stage + ": " + command);
            new ShellCommand(command).run(environment, limit);
        });
    }

    /** The same where a failure must not change anything any more: it is only told. */
    void runAfterwards(String stage) {
        try {
            run(stage, LIMIT);
        } catch (MigrationException e) {
            journal.warn("warning: " + e.getMessage() + " [" + e.code() + "]");
        }
    }
}
