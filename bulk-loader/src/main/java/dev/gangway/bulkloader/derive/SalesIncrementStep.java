package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.sales.SalesSequences;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives Magento 2 the next numbers of orders, invoices, credit memos, shipments and returns, per store. */
public final class SalesIncrementStep implements Step {
    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        return new NeededColumns(Side.DESTINATION, context.targetSchema())
                .haveExactly("sales_sequence_meta", "meta_id", "entity_type", "store_id", "sequence_table")
                .haveExactly(
                        "sales_sequence_profile",
                        "profile_id",
                        "meta_id",
                        "prefix",
                        "suffix",
                        "start_value",
                        "step",
                        "max_value",
                        "warning_value",
                        "is_active")
                .findings();
    }

    @Override
    public void data(StepContext context) throws SQLException {
        for (Derivation derivation : context.run().derivations().of(StepKind.SALES_INCREMENT)) {
            var sequences = (SalesSequences) derivation;
            var rows = new PlannedRows(context, StepKind.SALES_INCREMENT);
            rows.fillShadows();
            try (Connection connection = context.target().open()) {
                Map<String, Long> expected = sequences.expected(connection);
                context.keepMade(expected.keySet());
                for (String table : expected.keySet()) {
                    String name = context.run().state().names().apply(table);
                    Statements.execute(connection, "DROP TABLE IF EXISTS " + name);
                }
                rows.derive();
                CopiedRows.remember(context, expected);
            }
        }
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        var mismatches = new ArrayList<String>();
        try (Connection connection = context.target().open()) {
            for (Map.Entry<String, Long> number : CopiedRows.expected(context).entrySet()) {
                String table = number.getKey();
                long found = Statements.queryLong(
                        connection,
                        "SELECT COALESCE(MAX(sequence_value), 0) FROM "
                                + context.run().state().names().apply(table));
                if (found != number.getValue()) {
                    mismatches.add(context.target().table(table) + ": last number " + number.getValue() + " expected, "
                            + found + " found");
                }
            }
        }
        return mismatches;
    }
}
