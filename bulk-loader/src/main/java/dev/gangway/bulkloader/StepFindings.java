package dev.gangway.bulkloader;

import dev.gangway.core.config.Mode;
import dev.gangway.core.plan.IntegrityFinding;
import java.util.List;

/** What the integrity check of one step found. */
public record StepFindings(Mode mode, String step, List<IntegrityFinding> findings) {

    public StepFindings {
        findings = List.copyOf(findings);
    }
}
