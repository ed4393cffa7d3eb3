package dev.gangway.bulkloader.commerce;

import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.orphan.OrphanFilter;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.routes.CommerceRoutes;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.commerce.RewardPoints;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Copies the orders of a commerce shop. Two numbers of reward points, which are columns in Magento 1, are values of order
 * attributes in Magento 2. Resumes at the chunk; values that other steps or an administrator gave to other attributes stay.
 */
public final class SalesOrderStep implements Step {
    private static final String SOURCE = CommerceRoutes.ORDER;

    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        var check = new IntegrityCheck(
                context.rules().map(OptionName.SALES_ORDER_MAP_FILE), context.sourceSchema(), context.targetSchema());
        var findings = new ArrayList<>(check.check(List.of(SOURCE), List.of(target(context))));
        if (!context.targetSchema().has(RewardPoints.TABLE)) {
            findings.add(new IntegrityFinding(
                    IntegrityFinding.Kind.DOCUMENT_MISSING, Side.DESTINATION, RewardPoints.TABLE, List.of()));
        }
        var missing = new TreeSet<>(CommerceRoutes.POINTS);
        missing.removeAll(attributes(context).keySet());
        if (!missing.isEmpty()) {
            findings.add(new IntegrityFinding(
                    IntegrityFinding.Kind.FIELD_MISSING, Side.DESTINATION, "eav_attribute", List.copyOf(missing)));
        }
        return findings;
    }

    private static String target(StepContext context) {
        return context.rules()
                .map(OptionName.SALES_ORDER_MAP_FILE)
                .mappedDocument(SOURCE, Side.SOURCE)
                .orElse(SOURCE);
    }

    private static Map<String, TargetAttributes.Attribute> attributes(StepContext context) throws SQLException {
        return TargetAttributes.withCodes(context, CommerceRoutes.POINTS);
    }

    @Override
    public void data(StepContext context) throws SQLException {
        OrphanFilter orphans = OrphanFilter.of(context);
        var rows = new PlannedRows(context, StepKind.SALES_ORDER);
        List<CopyTask> tasks = rows.tables().stream()
                .map(plan -> orphans.around(CopyTask.of(plan, context.lookups())))
                .toList();
        new ParallelCopier(context).copy(tasks);
        rows.derive();
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        var mismatches = new ArrayList<>(CopiedRows.mismatches(context, Map.of(SOURCE, target(context))));
        try (Connection connection = context.target().open()) {
            for (Derivation derivation : context.run().derivations().of(StepKind.SALES_ORDER)) {
                var points = (RewardPoints) derivation;
                long expected = Statements.queryLong(connection, points.countSources());
                long found = Statements.queryLong(connection, points.countStored());
                CopiedRows.mismatch(RewardPoints.TABLE, expected, found).ifPresent(mismatches::add);
            }
        }
        return mismatches;
    }
}
