package dev.gangway.bulkloader.commerce;

import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.bulkloader.orphan.OrphanFilter;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Copies the orders of a commerce shop. Two numbers of reward points, which are columns in Magento 1, are values of order
 * attributes in Magento 2. Resumes at the chunk; values that other steps or an administrator gave to other attributes stay.
 */
public final class SalesOrderStep implements Step {
    private static final String SOURCE = "sales_flat_order";

    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        var check = new IntegrityCheck(
                context.rules().map(OptionName.SALES_ORDER_MAP_FILE), context.sourceSchema(), context.targetSchema());
        var findings = new ArrayList<>(check.check(List.of(SOURCE), List.of(target(context))));
        if (!context.targetSchema().has(RewardPoints.TARGET)) {
            findings.add(new IntegrityFinding(
                    IntegrityFinding.Kind.DOCUMENT_MISSING, Side.DESTINATION, RewardPoints.TARGET, List.of()));
        }
        var missing = new TreeSet<>(RewardPoints.CODES);
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
        return TargetAttributes.withCodes(context, RewardPoints.CODES);
    }

    @Override
    public void data(StepContext context) throws SQLException {
        TablePlan plan = context.plan(OptionName.SALES_ORDER_MAP_FILE, SOURCE, target(context));
        Map<String, TargetAttributes.Attribute> attributes = attributes(context);
        context.keep(List.of(RewardPoints.TARGET));
        if (CopiedRows.isFirstRun(context)) {
            forgetPoints(context, attributes);
        }
        var points = new RewardPoints(attributes);
        CopyTask task =
                CopyTask.of(plan, (rows, losses) -> points.addTo(rows, plan.map(rows, context.lookups(), losses)));
        new ParallelCopier(context).copy(List.of(OrphanFilter.of(context).around(task)));
    }

    /** What an earlier migration wrote: the table itself is shared with other attributes. */
    private static void forgetPoints(StepContext context, Map<String, TargetAttributes.Attribute> attributes)
            throws SQLException {
        if (attributes.isEmpty()) {
            return;
        }
        try (Connection connection = context.target().open()) {
            Statements.execute(
                    connection,
                    "DELETE FROM " + Identifiers.quote(context.target().table(RewardPoints.TARGET))
                            + ofAttributes(attributes));
        }
    }

    private static String ofAttributes(Map<String, TargetAttributes.Attribute> attributes) {
        return attributes.values().stream()
                .map(TargetAttributes.Attribute::id)
                .collect(Collectors.joining(", ", " WHERE attribute_id IN (", ")"));
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        var mismatches = new ArrayList<>(CopiedRows.mismatches(context, Map.of(SOURCE, target(context))));
        Map<String, TargetAttributes.Attribute> attributes = attributes(context);
        if (!attributes.isEmpty()) {
            long expected = CopiedRows.beside(context).getOrDefault(SOURCE, 0L);
            long found = RowCounts.of(context.target(), RewardPoints.TARGET, ofAttributes(attributes));
            CopiedRows.mismatch(RewardPoints.TARGET, expected, found).ifPresent(mismatches::add);
        }
        return mismatches;
    }
}
