package dev.gangway.bulkloader.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_CODE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.TYPE;
import static dev.gangway.derivations.eav.EavNames.TYPE_CODE;
import static dev.gangway.derivations.eav.EavNames.TYPE_ID;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.eav.EavPicture;
import dev.gangway.derivations.eav.EavRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds attributes that Magento 2 could not use: without an input type, or with a class that the class map does not know. */
final class EavIntegrity {
    private static final Map<String, List<String>> CLASS_FIELDS = Map.of(
            ATTRIBUTE,
            List.of("attribute_model", "backend_model", "frontend_model", "source_model"),
            "catalog_eav_attribute",
            List.of("frontend_input_renderer"),
            "customer_eav_attribute",
            List.of("data_model"),
            TYPE,
            List.of("entity_model", "attribute_model", "increment_model", "entity_attribute_collection"));

    private final StepContext context;
    private final EavPicture source;
    private final EavRules rules;

    EavIntegrity(StepContext context, EavPicture source, EavRules rules) {
        this.context = context;
        this.source = source;
        this.rules = rules;
    }

    List<IntegrityFinding> check() {
        var findings = new ArrayList<>(withoutInput());
        CLASS_FIELDS.forEach((table, fields) -> findings.addAll(unknownClasses(table, fields)));
        return findings;
    }

    private List<IntegrityFinding> withoutInput() {
        Groups groups = context.rules().groups(OptionName.EAV_ATTRIBUTE_GROUPS_FILE);
        var typeCodes = new HashMap<String, String>();
        source.rows(TYPE).forEach(type -> typeCodes.put(text(type, TYPE_ID), text(type, TYPE_CODE)));
        var findings = new ArrayList<IntegrityFinding>();
        for (Row row : source.rows(ATTRIBUTE)) {
            String input = text(row, "frontend_input");
            String type = typeCodes.getOrDefault(text(row, TYPE_ID), "");
            boolean allowed = groups.types("frontend_input_empty_allowed", text(row, ATTRIBUTE_CODE))
                    .contains(type);
            if ((input.isEmpty() || input.equals("0")) && !allowed && !rules.isIgnored(row)) {
                findings.add(new IntegrityFinding(
                        IntegrityFinding.Kind.INPUT_MISSING,
                        Side.SOURCE,
                        ATTRIBUTE,
                        List.of(text(row, ATTRIBUTE_CODE), type, text(row, ATTRIBUTE_ID))));
            }
        }
        return findings;
    }

    private List<IntegrityFinding> unknownClasses(String table, List<String> fields) {
        Map<String, String> known = context.environment().classMap();
        var findings = new ArrayList<IntegrityFinding>();
        for (Row row : source.rows(table)) {
            if (!table.equals(TYPE) && rules.ignoredIds().contains(text(row, ATTRIBUTE_ID))) {
                continue;
            }
            for (String field : fields) {
                String name = text(row, field);
                if (!name.isEmpty() && !known.containsKey(name)) {
                    String key = table.equals(TYPE) ? TYPE_ID : ATTRIBUTE_ID;
                    findings.add(new IntegrityFinding(
                            IntegrityFinding.Kind.CLASS_NOT_MAPPED,
                            Side.SOURCE,
                            table,
                            List.of(field, name, key + "=" + text(row, key))));
                }
            }
        }
        return findings;
    }
}
