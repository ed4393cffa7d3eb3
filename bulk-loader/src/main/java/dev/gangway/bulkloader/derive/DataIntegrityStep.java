package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.orphan.OrphanFinder;
import dev.gangway.bulkloader.orphan.OrphanScope;
import dev.gangway.bulkloader.orphan.Orphans;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.BulkConfig;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.IntegrityFinding.Kind;
import dev.gangway.core.schema.Side;
import java.sql.SQLException;
import java.util.List;

/**
 * Counts rows of the source whose parent does not exist. Unless the configuration decides about them ({@code orphans} of
 * {@code <bulk>}) they fail the check, as in Magento's tool. With strict compatibility all tables are looked at, otherwise
 * those that some step may carry.
 */
public final class DataIntegrityStep implements Step {

    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        Kind kind =
                context.config().bulk().orphans() == BulkConfig.Orphans.REFUSE ? Kind.ORPHANS : Kind.ORPHANS_DECIDED;
        return find(context).stream()
                .map(orphans -> new IntegrityFinding(
                        kind, Side.SOURCE, orphans.relation().child().name(), List.of(orphans.text())))
                .toList();
    }

    private static List<Orphans> find(StepContext context) throws SQLException {
        return new OrphanFinder(
                        context.source(),
                        context.sourceSchema(),
                        context.config().bulk().threads())
                .find(OrphanScope.of(
                        context.rules(),
                        context.targetSchema(),
                        context.environment().compatibility()));
    }

    @Override
    public void data(StepContext context) {
        // This step only looks: it has no data stage.
    }
}
