package dev.gangway.bulkloader.customer;

import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.TablePlan;
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
        MovedAttributes.read(context)
                .missing()
                .forEach(attribute -> findings.add(new IntegrityFinding(
                        IntegrityFinding.Kind.ATTRIBUTE_MISSING,
                        Side.SOURCE,
                        "eav_attribute",
                        List.of(attribute.code(), attribute.type()))));
        return findings;
    }

    @Override
    public void data(StepContext context) throws SQLException {
        MovedAttributes moved = MovedAttributes.read(context);
        MapRules map = context.rules().map(OptionName.CUSTOMER_MAP_FILE);
        boolean upgrade = context.config().options().isOn(OptionName.UPGRADE_CUSTOMER_PASSWORD_HASH);
        var tasks = new ArrayList<CopyTask>();
        for (String table : CustomerTables.all(context)) {
            String target = map.mappedDocument(table, Side.SOURCE).orElse("");
            if (!context.targetSchema().has(target)) {
                continue;
            }
            TablePlan plan = context.plan(OptionName.CUSTOMER_MAP_FILE, table, target);
            tasks.add(CopyTask.of(
                    plan,
                    CustomerTables.isEntity(context, table)
                            ? new CustomerMapper(context, plan, moved.of(table), upgrade)
                            : CustomerMapper.values(context, plan, moved)));
        }
        context.keep(List.of("eav_attribute"));
        new ParallelCopier(context).copy(tasks);
        makeStatic(context, moved);
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
        MapRules map = context.rules().map(OptionName.CUSTOMER_MAP_FILE);
        Map<String, Long> read = CopiedRows.expected(context);
        Map<String, Long> written = CopiedRows.written(context);
        var mismatches = new ArrayList<String>();
        for (String table : CustomerTables.all(context)) {
            String target = map.mappedDocument(table, Side.SOURCE).orElse("");
            if (!context.targetSchema().has(target)) {
                continue;
            }
            Map<String, Long> expected = CustomerTables.isEntity(context, table) ? read : written;
            long found = RowCounts.of(context.target(), target);
            CopiedRows.mismatch(target, expected.getOrDefault(table, 0L), found).ifPresent(mismatches::add);
        }
        return mismatches;
    }
}
