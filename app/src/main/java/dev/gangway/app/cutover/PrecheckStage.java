package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that can be known before anything is done, and refuses with all that is not as it must be. */
final class PrecheckStage implements Stage {
    private final List<Check> checks;
    private final Hooks hooks;
    private final Journal journal;

    PrecheckStage(List<Check> checks, Hooks hooks, Journal journal) {
        this.checks = List.copyOf(checks);
        this.hooks = hooks;
        this.journal = journal;
    }

    @Override
    public StageName name() {
        return StageName.PRECHECK;
    }

    @Override
    public List<String> plan() {
        var lines = new ArrayList<String>();
        lines.add("look again at: "
                + String.join(", ", checks.stream().map(Check::name).toList()));
        hooks.of(name().word()).forEach(command -> lines.add("run " + command));
        return lines;
    }

    @Override
    public void run(Deadline deadline) {
        List<Finding> findings = findings(deadline);
        findings.forEach(finding -> journal.say("  " + finding.line()));
        List<String> refused = findings.stream()
                .filter(Finding::refuses)
                .map(finding -> finding.check() + ": " + finding.text())
                .toList();
        if (!refused.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.CUTOVER_REFUSED, "It is not safe to switch:\n  " + String.join("\n  ", refused));
        }
        hooks.run(name().word(), deadline.left());
    }

    /** What every check finds; one that cannot look refuses. */
    List<Finding> findings(Deadline deadline) {
        var findings = new ArrayList<Finding>();
        for (Check check : checks) {
            try {
                findings.add(check.look(deadline));
            } catch (MigrationException e) {
                if (e.code() == ErrorCode.INTERRUPTED) {
                    throw e;
                }
                findings.add(Finding.refuse(check.name(), String.valueOf(e.getMessage())));
            }
        }
        return findings;
    }
}
