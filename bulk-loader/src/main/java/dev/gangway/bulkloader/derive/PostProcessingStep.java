package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;

/** Takes out of the target what Magento 2 must not see, and brings back options that only the target had. */
public final class PostProcessingStep implements Step {

    @Override
    public void data(StepContext context) {
        new PlannedRows(context, StepKind.POST_PROCESSING).derive();
    }
}
