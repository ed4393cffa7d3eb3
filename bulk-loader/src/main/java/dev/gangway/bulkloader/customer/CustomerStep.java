package dev.gangway.bulkloader.customer;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.login.LoginTable;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.plan.routes.CustomerTables;
import dev.gangway.core.plan.routes.MovedAttributes;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies customers and addresses with their values; attributes that are columns in Magento 2 leave the value tables. */
public final class CustomerStep implements Step {

    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        MapRules map = context.rules().map(OptionName.CUSTOMER_MAP_FILE);
        Set<String> documents =
                context.rules().groups(OptionName.CUSTOMER_DOCUMENT_GROUPS_FILE).group("source_documents");
        List<String> mapped = documents.stream()
                .flatMap(document -> map.mappedDocument(document, Side.SOURCE).stream())
                .toList();
        var findings = new ArrayList<>(
                new IntegrityCheck(map, context.sourceSchema(), context.targetSchema()).check(documents, mapped));
        Groups decided = context.rules().groups(OptionName.EAV_ATTRIBUTE_GROUPS_FILE);
        moved(context).missing().stream()
                .filter(attribute -> !decided.types("ignore", attribute.code()).contains(attribute.type()))
                .forEach(attribute -> findings.add(new IntegrityFinding(
                        IntegrityFinding.Kind.ATTRIBUTE_MISSING,
                        Side.SOURCE,
                        "eav_attribute",
                        List.of(attribute.code(), attribute.type()))));
        return findings;
    }

    private static CustomerTables tables(StepContext context) {
        return new CustomerTables(
                context.rules().groups(OptionName.CUSTOMER_DOCUMENT_GROUPS_FILE), context.sourceSchema());
    }

    private static MovedAttributes moved(StepContext context) {
        var wanted = context.rules().groups(OptionName.CUSTOMER_ATTRIBUTE_GROUPS_FILE);
        return MovedAttributes.lookup(tables(context), wanted).get(context.lookups());
    }

    @Override
    public void data(StepContext context) throws SQLException {
        context.keep(List.of("eav_attribute"));
        var rows = new PlannedRows(context, StepKind.CUSTOMER);
        rows.copy();
        if (keepsLogins(context)) {
            rows.clear(List.of(LoginTable.NAME));
        }
        rows.derive();
        makeStatic(context, moved(context));
    }

    private static boolean keepsLogins(StepContext context) {
        return context.run().derivations().of(StepKind.CUSTOMER).stream()
                .flatMap(derivation -> derivation.outputs().stream())
                .anyMatch(output -> output.table().equals(LoginTable.NAME));
    }

    private static void makeStatic(StepContext context, MovedAttributes moved) throws SQLException {
        String attributes = Identifiers.quote(context.target().table("eav_attribute"));
        String types = Identifiers.quote(context.target().table("eav_entity_type"));
        try (Connection connection = context.target().open()) {
            for (MovedAttributes.Attribute attribute : moved.all()) {
                Statements.execute(
                        connection,
                        "UPDATE " + attributes + " a JOIN " + types + " t ON t.entity_type_id = a.entity_type_id"
                                + " SET a.backend_type = 'static' WHERE a.attribute_code = "
                                + Identifiers.literal(attribute.code()) + " AND t.entity_type_code = "
                                + Identifiers.literal(attribute.type()));
            }
        }
    }

    /** Rows of value tables that became columns are read and not written. */
    @Override
    public List<String> volume(StepContext context) throws SQLException {
        Map<String, Long> read = CopiedRows.expected(context);
        Map<String, Long> written = CopiedRows.written(context);
        CustomerTables tables = tables(context);
        var mismatches = new ArrayList<String>();
        for (TablePlan table : new PlannedRows(context, StepKind.CUSTOMER).tables()) {
            String source = table.source().name();
            Map<String, Long> expected = tables.isEntity(source) ? read : written;
            long found = RowCounts.of(context.target(), table.target().name());
            CopiedRows.mismatch(table.target().name(), expected.getOrDefault(source, 0L), found)
                    .ifPresent(mismatches::add);
        }
        return mismatches;
    }
}
