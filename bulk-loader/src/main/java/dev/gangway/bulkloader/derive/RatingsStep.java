package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.content.RatingStatus;
import java.sql.SQLException;
import java.util.List;

/** Makes the ratings active that are shown in a store. */
public final class RatingsStep implements Step {

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        return new NeededColumns(Side.DESTINATION, context.targetSchema())
                .have("rating", "rating_id", "is_active")
                .have("rating_store", "rating_id", "store_id")
                .findings();
    }

    @Override
    public void data(StepContext context) throws SQLException {
        new PlannedRows(context, StepKind.RATINGS).derive();
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        long inactive = 0;
        for (Derivation derivation : context.run().derivations().of(StepKind.RATINGS)) {
            inactive += new TargetSql(context).count(((RatingStatus) derivation).countInactive());
        }
        return inactive == 0
                ? List.of()
                : List.of("rating: " + inactive + " ratings of rating_store are not active in the target");
    }
}
