package dev.gangway.bulkloader.commerce;

import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.SideRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rules by which Magento 1 fills smart categories into Magento 2's; how such a category is sorted becomes a value of
 * the category's attribute automatic_sorting. Resumes at the chunk.
 */
public final class VisualMerchandiserStep implements Step {
    private static final String VALUES = "catalog_category_entity_varchar";
    private static final String SORTING = "automatic_sorting";
    private static final Map<String, String> SORTINGS =
            Map.of("none", "0", "instock_at_top", "2", "special_at_top", "3", "special_at_bottom", "4");

    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        List<String> documents = documents(context);
        var check = new IntegrityCheck(
                context.rules().map(OptionName.VISUAL_MERCHANDISER_MAP),
                context.sourceSchema(),
                context.targetSchema());
        var findings = new ArrayList<>(check.check(
                documents, documents.stream().map(d -> mapped(context, d)).toList()));
        if (attribute(context) == null) {
            findings.add(new IntegrityFinding(
                    IntegrityFinding.Kind.INCOMPATIBLE_DATA,
                    Side.DESTINATION,
                    "eav_attribute",
                    List.of("attribute " + SORTING + " of catalog_category does not exist")));
        }
        return findings;
    }

    private static List<String> documents(StepContext context) {
        return List.copyOf(context.rules()
                .groups(OptionName.VISUAL_MERCHANDISER_DOCUMENT_GROUPS)
                .group("source_documents"));
    }

    private static String mapped(StepContext context, String document) {
        return context.rules()
                .map(OptionName.VISUAL_MERCHANDISER_MAP)
                .mappedDocument(document, Side.SOURCE)
                .orElse(document);
    }

    private static TargetAttributes.@Nullable Attribute attribute(StepContext context) throws SQLException {
        return TargetAttributes.ofType(context, "catalog_category", SORTING).get(SORTING);
    }

    @Override
    public void data(StepContext context) throws SQLException {
        TargetAttributes.Attribute attribute = attribute(context);
        context.keep(List.of(VALUES));
        if (attribute != null && CopiedRows.isFirstRun(context)) {
            forgetSortings(context, attribute);
        }
        var tasks = new ArrayList<CopyTask>();
        for (String document : documents(context)) {
            TablePlan plan = context.plan(OptionName.VISUAL_MERCHANDISER_MAP, document, mapped(context, document));
            tasks.add(CopyTask.of(
                    plan,
                    (rows, losses) ->
                            withSorting(rows, plan.map(rows, context.lookups(), losses), attribute, link(context))));
        }
        new ParallelCopier(context).copy(tasks);
    }

    private static void forgetSortings(StepContext context, TargetAttributes.Attribute attribute) throws SQLException {
        try (Connection connection = context.target().open()) {
            Statements.execute(
                    connection,
                    "DELETE FROM " + Identifiers.quote(context.target().table(VALUES)) + " WHERE attribute_id = "
                            + attribute.id());
        }
    }

    private static String link(StepContext context) {
        return context.table(Side.DESTINATION, VALUES).hasColumn("row_id") ? "row_id" : "entity_id";
    }

    private static List<MappedRow> withSorting(
            List<Row> rows, List<MappedRow> mapped, TargetAttributes.@Nullable Attribute attribute, String link) {
        if (attribute == null) {
            return mapped;
        }
        var result = new ArrayList<MappedRow>(mapped.size());
        for (int i = 0; i < mapped.size(); i++) {
            MappedRow row = mapped.get(i);
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("attribute_id", attribute.id());
            fields.put("store_id", "0");
            fields.put(link, rows.get(i).get("category_id"));
            fields.put("value", sorting(rows.get(i).text("automatic_sort")));
            var sides = new ArrayList<>(row.sideRows());
            sides.add(new SideRow(VALUES, fields));
            result.add(new MappedRow(row.row(), sides, row.rejection()));
        }
        return result;
    }

    static String sorting(@Nullable String word) {
        return word == null ? "0" : SORTINGS.getOrDefault(word, "0");
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        var targets = new LinkedHashMap<String, String>();
        documents(context).forEach(document -> targets.put(document, mapped(context, document)));
        return CopiedRows.mismatches(context, targets);
    }
}
