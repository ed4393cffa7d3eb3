package dev.gangway.bulkloader.customer;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.rules.Groups;
import java.util.List;

/** What the customer groups say about tables: which hold entities, which hold their values, and of which entity type. */
final class CustomerTables {

    private CustomerTables() {}

    private static Groups groups(StepContext context) {
        return context.rules().groups(OptionName.CUSTOMER_DOCUMENT_GROUPS_FILE);
    }

    /** All tables of the step that the source has, entity tables first. */
    static List<String> all(StepContext context) {
        Groups groups = groups(context);
        return groups.group("source_documents").stream()
                .filter(context.sourceSchema()::has)
                .sorted((a, b) -> Boolean.compare(isEntity(context, b), isEntity(context, a)))
                .toList();
    }

    static boolean isEntity(StepContext context, String table) {
        return groups(context).contains("source_entity_documents", table);
    }

    /** The entity type code that a table belongs to. */
    static String typeOf(StepContext context, String table) {
        Groups groups = groups(context);
        return groups.group("eav_entities").stream()
                .filter(type -> groups.contains(type, table))
                .findFirst()
                .orElse("");
    }

    /** The entity table that a value table belongs to. */
    static String entityOf(StepContext context, String valueTable) {
        Groups groups = groups(context);
        String type = typeOf(context, valueTable);
        return groups.group(type).stream()
                .filter(table -> isEntity(context, table))
                .findFirst()
                .orElse("");
    }
}
