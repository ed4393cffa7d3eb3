package dev.gangway.bulkloader;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.bulkloader.step.IntegrityFindings;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.Stage;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The integrity checks of a mode's steps, all of them before anything is written. */
final class IntegrityStages {
    /** Failures of a check that say something about rules and tables; others, such as a lost connection, end the run. */
    private static final Set<ErrorCode> CHECK_FAILURES = Set.of(
            ErrorCode.PLAN_INVALID,
            ErrorCode.HANDLER_PARAMETER,
            ErrorCode.RECORD_FIELD_UNKNOWN,
            ErrorCode.TARGET_TABLE_MISSING,
            ErrorCode.SOURCE_QUERY_FAILED);

    private final Stages stages;
    private final BulkListener listener;
    /** Findings are accepted by option auto_resolve. */
    private final boolean accepted;

    IntegrityStages(BulkInput input, Stages stages, BulkListener listener) {
        this.stages = stages;
        this.listener = listener;
        this.accepted = input.config().options().isOn(OptionName.AUTO_RESOLVE);
    }

    /**
     * Checks every step that was not found sound by an earlier run.
     *
     * @throws MigrationException INTEGRITY_FAILED with all findings of all steps, unless they are accepted
     */
    void check(List<ConfiguredStep> steps) {
        var errors = new ArrayList<Finding>();
        for (ConfiguredStep step : steps) {
            if (step.config().stage(Stage.INTEGRITY).isPresent()) {
                stages.run(step, Stage.INTEGRITY, () -> check(step, errors));
            }
        }
        if (errors.isEmpty()) {
            return;
        }
        if (accepted) {
            listener.warning(errors.size() + " integrity findings are accepted because of --auto");
            return;
        }
        throw new MigrationException(
                ErrorCode.INTEGRITY_FAILED,
                "The integrity check found " + errors.size() + " problems; ignore or map what is named here in the map"
                        + " files (gangway integrity --propose writes such rules), or accept all of it with --auto:\n"
                        + errors.stream().map(f -> "  " + f.message()).collect(Collectors.joining("\n")));
    }

    private boolean check(ConfiguredStep step, List<Finding> errors) {
        List<Finding> findings = IntegrityFindings.describe(find(step));
        List<Finding> told = accepted
                ? findings.stream().map(f -> Finding.warning(f.message())).toList()
                : findings;
        stages.findings(step, Stage.INTEGRITY, told);
        List<Finding> found = findings.stream().filter(Finding::isError).toList();
        errors.addAll(found);
        return found.isEmpty();
    }

    /** A contradiction in the rules is found as well as what does not fit them: the other steps are still checked. */
    static List<IntegrityFinding> find(ConfiguredStep step) {
        try {
            return step.call("checking integrity", (called, context) -> called.integrity(context));
        } catch (MigrationException e) {
            if (!CHECK_FAILURES.contains(e.code())) {
                throw e;
            }
            return List.of(new IntegrityFinding(
                    IntegrityFinding.Kind.CHECK_FAILED,
                    Side.SOURCE,
                    step.title(),
                    List.of(String.valueOf(e.getMessage()))));
        }
    }
}
