package dev.gangway.bulkloader.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_CODE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.SmallTables;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.routes.EavTables;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.KeyText;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.eav.EavPicture;
import dev.gangway.derivations.eav.EavRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Merges attribute types, sets, groups and attributes. Decides by the target as it was before the first run, which is
 * kept for a reset, and replaces all attribute tables in one transaction: an interrupted run leaves the old rows, a repeated
 * one writes the same rows again. The stream decides them anew when they change in the source.
 */
public final class EavStep implements Step {
    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        MapRules map = context.rules().map(OptionName.EAV_MAP_FILE);
        Set<String> documents = groups(context).group("documents");
        var mapped = new LinkedHashSet<String>();
        documents.forEach(document -> map.mappedDocument(document, Side.SOURCE).ifPresent(mapped::add));
        var findings = new ArrayList<>(
                new IntegrityCheck(map, context.sourceSchema(), context.targetSchema()).check(documents, mapped));
        if (findings.stream().noneMatch(f -> f.kind() == IntegrityFinding.Kind.DOCUMENT_MISSING)) {
            requirePlans(context);
            findings.addAll(new EavIntegrity(context, source(context), rules(context, source(context))).check());
        }
        return findings;
    }

    /** Rules that cannot work are told before anything is written. */
    private static void requirePlans(StepContext context) {
        documents(context).forEach((document, target) -> {
            if (context.sourceSchema().has(document)) {
                context.plan(OptionName.EAV_MAP_FILE, document, target);
            }
        });
    }

    @Override
    public void data(StepContext context) throws SQLException {
        long highest = highestId(source(context));
        new PlannedRows(context, StepKind.EAV).derive();
        CopiedRows.remember(context, Map.of(ATTRIBUTE, highest));
    }

    private static long highestId(EavPicture source) {
        return source.rows(ATTRIBUTE).stream()
                .mapToLong(row -> Long.parseLong(text(row, ATTRIBUTE_ID)))
                .max()
                .orElse(0);
    }

    /** An attribute that the source got since it was read may have the id of another one that only the target has. */
    @Override
    public List<String> volume(StepContext context) throws SQLException {
        long highest = CopiedRows.expected(context).getOrDefault(ATTRIBUTE, Long.MAX_VALUE);
        EavPicture source = source(context);
        EavRules rules = rules(context, source);
        var codes = new HashMap<String, String>();
        for (Row row : new SmallTables(context).read(Side.DESTINATION, ATTRIBUTE)) {
            codes.put(text(row, ATTRIBUTE_ID), text(row, ATTRIBUTE_CODE));
        }
        var mismatches = new ArrayList<String>();
        for (Row row : source.rows(ATTRIBUTE)) {
            String code = codes.get(text(row, ATTRIBUTE_ID));
            boolean known = Long.parseLong(text(row, ATTRIBUTE_ID)) <= highest;
            boolean same = code == null || isCodeOf(code, text(row, ATTRIBUTE_CODE));
            if (known && !rules.isIgnored(row) && !same) {
                mismatches.add("Attribute with attribute_id=" + text(row, ATTRIBUTE_ID)
                        + " has another code in the target than in the source");
            }
        }
        return mismatches;
    }

    /** In the target a code may have a number behind it, because another attribute's is equal. */
    private static boolean isCodeOf(String code, String ofSource) {
        String plain = KeyText.of(ofSource);
        return KeyText.of(code).matches(Pattern.quote(plain) + "(_[0-9]+)?");
    }

    private static Groups groups(StepContext context) {
        return context.rules().groups(OptionName.EAV_DOCUMENT_GROUPS_FILE);
    }

    private static Map<String, String> documents(StepContext context) {
        return EavTables.of(context.rules(), context.targetSchema());
    }

    /** The source's rows, by the names that the tables have in the target. */
    private static EavPicture source(StepContext context) throws SQLException {
        var picture = new EavPicture();
        var tables = new SmallTables(context);
        for (Map.Entry<String, String> document : documents(context).entrySet()) {
            if (context.sourceSchema().has(document.getKey())) {
                picture.put(document.getValue(), tables.read(Side.SOURCE, document.getKey()));
            }
        }
        return picture;
    }

    /** Enough to ask which attributes stay behind. */
    private static EavRules rules(StepContext context, EavPicture source) {
        var choices = new EavRules.Choices(
                Map.of(),
                List.of(),
                EavRules.ignored(context.rules().groups(OptionName.EAV_ATTRIBUTE_GROUPS_FILE)),
                context.environment().compatibility() == Compatibility.STRICT,
                Optional.empty());
        return new EavRules(choices, source, context.lookups(), context.losses());
    }
}
