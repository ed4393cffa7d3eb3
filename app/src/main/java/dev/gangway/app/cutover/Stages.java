package dev.gangway.app.cutover;

import dev.gangway.app.logins.LoginReport;
import dev.gangway.core.config.StepKind;
import java.util.ArrayList;
import java.util.List;

/** The stages of one attempt, in their order, made from what they share. */
final class Stages {
    private final Night night;
    private final boolean hasSequences;
    private final NextNumbers numbers;

    Stages(Night night) {
        this.night = night;
        this.hasSequences = night.context().config().loadSteps().contains(StepKind.SALES_INCREMENT);
        this.numbers = new NextNumbers(
                night.context().databases(),
                night.context().plan().source(),
                night.context().plan().target());
    }

    PrecheckStage precheck() {
        var context = night.context();
        return new PrecheckStage(
                List.of(
                        new StreamCheck(night.stream()),
                        new LedgerCheck(
                                context.databases().state(), night.request().acceptParked()),
                        new FenceCheck(
                                night.fence(), night.store().lastRehearsal().isPresent()),
                        new TransactionCheck(context.databases().source()),
                        new ReemitCheck(context.databases().state()),
                        new SequenceCheck(numbers, hasSequences),
                        new LoginCheck(
                                LoginReport.of(
                                        context.config(),
                                        context.databases(),
                                        context.plan().source(),
                                        context.plan().target()),
                                night.journal()),
                        new SecretsCheck(
                                context.config(),
                                context.databases().target(),
                                context.plan().target())),
                night.hooks(),
                night.journal());
    }

    /** All of them; a rehearsal goes without the last. */
    List<Stage> all(FenceControl fence, StoredRunLog log) {
        var proofs = new TableProofs(night);
        var watermark = new WatermarkStage(night);
        var stages = new ArrayList<Stage>(List.of(
                precheck(),
                new CompareStage(night, proofs),
                new DrainStage(night),
                new FenceStage(night, fence),
                watermark,
                new CheckStage(night, proofs, watermark::totals),
                new SequenceStage(numbers, night.journal(), hasSequences),
                new LoginProof(
                        night.context().databases().target(), night.request().logins(), night.journal()),
                new SwitchStage(night, watermark),
                new ReportStage(night)));
        if (!night.isRehearsal()) {
            stages.add(new DoneStage(night, fence, log));
        }
        return stages;
    }
}
