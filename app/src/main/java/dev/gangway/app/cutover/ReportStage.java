package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.app.run.LedgerView;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.List;

/** Puts together what a person wants to have in writing; the ledger must balance one last time. */
final class ReportStage implements Stage {
    private final Night night;

    ReportStage(Night night) {
        this.night = night;
    }

    @Override
    public StageName name() {
        return StageName.REPORT;
    }

    @Override
    public List<String> plan() {
        return List.of("report positions, counts and times");
    }

    @Override
    public void run(Deadline deadline) {
        LedgerView ledger = LedgerView.read(night.context().databases().state());
        if (!ledger.isBalanced()) {
            throw new MigrationException(ErrorCode.LEDGER_UNBALANCED, "The ledger does not balance: " + ledger.line());
        }
        night.journal().say("report: " + ledger.line());
        night.journal().fact("sourceId", night.context().config().sourceId());
        night.journal().fact("fence", night.fence().choice());
        night.journal().fact("captured", ledger.captured());
        night.journal().fact("applied", ledger.outcome().applied());
        night.journal().fact("coalesced", ledger.outcome().coalesced());
        night.journal().fact("filtered", ledger.outcome().filtered());
        night.journal().fact("parked", ledger.outcome().parked());
    }
}
