package dev.gangway.bulkloader.commerce;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies the tables that hold a shop's own customer attributes in orders and quotes. Each attribute is a column, so the
 * target's tables first get every column of the source's; columns, keys and references that only the target has stay. Can be
 * interrupted anywhere: columns that are there already are not touched again, and rows resume at the chunk.
 */
public final class CustomCustomerAttributesStep implements Step {

    /** Only whether the tables exist: their columns differ from shop to shop. */
    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        Map<String, String> documents = documents(context);
        return new IntegrityCheck(
                        context.rules().map(OptionName.CUSTOMER_ATTR_MAP_FILE),
                        context.sourceSchema(),
                        context.targetSchema())
                .check(documents.keySet(), documents.values()).stream()
                        .filter(finding -> finding.fields().isEmpty())
                        .toList();
    }

    /** Target tables by source table. */
    private static Map<String, String> documents(StepContext context) {
        var documents = new LinkedHashMap<String, String>();
        for (String document : context.rules()
                .groups(OptionName.CUSTOMER_ATTR_DOCUMENT_GROUPS_FILE)
                .group("source_documents")) {
            context.rules()
                    .map(OptionName.CUSTOMER_ATTR_MAP_FILE)
                    .mappedDocument(document, Side.SOURCE)
                    .ifPresent(target -> documents.put(document, target));
        }
        return documents;
    }

    @Override
    public void data(StepContext context) throws SQLException {
        Map<String, String> documents = new LinkedHashMap<>(documents(context));
        documents.keySet().removeIf(document -> !context.sourceSchema().has(document));
        documents.values().removeIf(target -> !context.targetSchema().has(target));
        context.keep(documents.values());
        grow(context, documents);
        new PlannedRows(context, StepKind.CUSTOM_CUSTOMER_ATTRIBUTES).copy();
    }

    /**
     * Gives the target's tables their columns. They are emptied before: their rows are replaced anyway, and a change of an empty
     * table is quick and loses nothing.
     */
    private static void grow(StepContext context, Map<String, String> documents) throws SQLException {
        Schema before = SchemaInspector.inspect(context.target());
        boolean first = CopiedRows.isFirstRun(context);
        try (Connection connection = context.target().open()) {
            for (Map.Entry<String, String> document : documents.entrySet()) {
                Table table = before.table(document.getValue()).orElseThrow();
                var changes = new TableGrowth(context.table(Side.SOURCE, document.getKey()), table).changes();
                if (changes.isPresent()) {
                    grow(context, connection, table, changes.get(), first);
                }
            }
        }
    }

    /** Rows that an interrupted run has loaded are kept; what a column that changed meanwhile cuts off them is counted. */
    private static void grow(StepContext context, Connection connection, Table table, String changes, boolean first)
            throws SQLException {
        String name = Identifiers.quote(context.target().table(table.name()));
        if (first) {
            Statements.execute(connection, "TRUNCATE TABLE " + name);
        }
        var losses = new WriteLosses();
        Statements.execute(connection, "ALTER TABLE " + name + " " + changes, table.name(), losses);
        var run = context.run();
        new LossStore(run.state())
                .addOfStatements(connection, run.mode().word(), run.title(), LossStore.entries(losses.snapshot()));
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        Schema target = SchemaInspector.inspect(context.target());
        Map<String, Long> expected = CopiedRows.expected(context);
        var mismatches = new ArrayList<String>();
        for (Map.Entry<String, String> document : documents(context).entrySet()) {
            Table source = context.table(Side.SOURCE, document.getKey());
            Table table = target.table(document.getValue()).orElse(source);
            List<String> missing = new TableGrowth(source, table).missing();
            if (!missing.isEmpty()) {
                mismatches.add("Mismatch of fields in the document: " + table.name() + " Missing: "
                        + String.join(", ", missing));
            }
            long read = expected.getOrDefault(source.name(), 0L);
            long found = RowCounts.of(context.target(), document.getValue());
            CopiedRows.mismatch(document.getValue(), read, found).ifPresent(mismatches::add);
        }
        return mismatches;
    }
}
