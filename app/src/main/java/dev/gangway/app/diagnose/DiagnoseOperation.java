package dev.gangway.app.diagnose;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.DiagnoseCommand.Request;

/** Tells what is wrong with a migration, looking from outside at everything that it uses. */
public final class DiagnoseOperation {
    private DiagnoseOperation() {}

    /** Prints every fault, the worst first; returns the exit code. */
    public static int run(Request request, Console console) {
        DiagnoseReport report = DiagnoseReport.read(request.config(), request.longTransaction());
        console.result(request.json() ? report.json() : report.text());
        return report.exitCode();
    }
}
