package dev.gangway.bulkloader.commerce;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Side;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rules by which Magento 1 fills smart categories into Magento 2's; how such a category is sorted becomes a value of
 * the category's attribute automatic_sorting. Resumes at the chunk.
 */
public final class VisualMerchandiserStep implements Step {
    private static final String SORTING = "automatic_sorting";

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
        var rows = new PlannedRows(context, StepKind.VISUAL_MERCHANDISER);
        rows.copy();
        rows.derive();
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        var targets = new LinkedHashMap<String, String>();
        documents(context).forEach(document -> targets.put(document, mapped(context, document)));
        return CopiedRows.mismatches(context, targets);
    }
}
