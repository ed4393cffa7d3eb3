package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.app.logins.LoginReport;
import java.util.List;

/** Tells how many customers will not be let in by the new shop, whatever their password is: a person decides on that. */
final class LoginCheck implements Check {
    private final LoginReport report;
    private final Journal journal;

    LoginCheck(LoginReport report, Journal journal) {
        this.report = report;
        this.journal = journal;
    }

    @Override
    public String name() {
        return "logins";
    }

    @Override
    public Finding look(Deadline deadline) {
        journal.fact("logins", report.facts());
        List<String> warning = report.warning();
        return warning.isEmpty()
                ? Finding.ok(name(), "every customer who could log in can")
                : Finding.note(name(), String.join("; ", warning));
    }
}
