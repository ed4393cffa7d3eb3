package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Side;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Copies the visitor log and empties the target's own log tables that the groups name. Each visitor gets the customer that
 * logged in last; strict compatibility leaves customers out, as the old tool does.
 */
public final class LogStep implements Step {

    private static List<String> documents(StepContext context) {
        return context.rules().groups(OptionName.LOG_DOCUMENT_GROUPS_FILE).group("source_documents").stream()
                .filter(context.sourceSchema()::has)
                .toList();
    }

    private static List<String> toClear(StepContext context) {
        return List.copyOf(
                context.rules().groups(OptionName.LOG_DOCUMENT_GROUPS_FILE).group("destination_documents_to_clear"));
    }

    private static String mapped(StepContext context, String document) {
        MapRules map = context.rules().map(OptionName.LOG_MAP_FILE);
        return map.mappedDocument(document, Side.SOURCE).orElse("");
    }

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        Set<String> documents =
                context.rules().groups(OptionName.LOG_DOCUMENT_GROUPS_FILE).group("source_documents");
        var targets = new ArrayList<>(toClear(context));
        documents.forEach(document -> targets.add(mapped(context, document)));
        return new IntegrityCheck(
                        context.rules().map(OptionName.LOG_MAP_FILE), context.sourceSchema(), context.targetSchema())
                .check(documents, targets);
    }

    @Override
    public void data(StepContext context) throws SQLException {
        var rows = new PlannedRows(context, StepKind.LOG);
        rows.copy();
        rows.derive();
        context.keep(toClear(context));
        new TargetSql(context)
                .run(toClear(context).stream()
                        .map(table ->
                                "DELETE FROM " + context.run().state().names().apply(table))
                        .toList());
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        var targets = new LinkedHashMap<String, String>();
        documents(context).forEach(document -> targets.put(document, mapped(context, document)));
        var mismatches = new ArrayList<>(CopiedRows.mismatches(context, targets));
        for (String table : toClear(context)) {
            if (RowCounts.of(context.target(), table) > 0) {
                mismatches.add("Destination document is not empty: " + table);
            }
        }
        return mismatches;
    }
}
