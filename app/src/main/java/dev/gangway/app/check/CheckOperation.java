package dev.gangway.app.check;

import dev.gangway.app.command.CheckCommand.Request;
import dev.gangway.app.command.Console;
import dev.gangway.core.config.MigrationConfig;

/** Looks at all that a migration needs of its surroundings, for the command and for the start of others. */
public final class CheckOperation {
    private CheckOperation() {}

    /** Prints every requirement, the worst first; returns the exit code. */
    public static int run(Request request, Console console) {
        CheckReport report = CheckReport.read(request.config());
        console.result(request.json() ? report.json() : report.text());
        return report.exitCode();
    }

    /** Says before other work what is not as it should be and not waived; whether that is an end the work itself finds out. */
    public static void beforeStart(MigrationConfig config, Console console) {
        CheckReport.ofSettings(config).warnings().forEach(console::say);
    }
}
