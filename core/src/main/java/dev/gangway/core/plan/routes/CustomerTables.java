package dev.gangway.core.plan.routes;

import dev.gangway.core.rules.Groups;
import dev.gangway.core.schema.Schema;
import java.util.List;

/**
 * What the customer groups say about tables: which hold entities, which hold their values, and of which entity type.
 *
 * @param groups the customer document groups
 */
public record CustomerTables(Groups groups, Schema source) {

    /** All tables of customers and addresses that the source has, entity tables first. */
    public List<String> all() {
        return groups.group("source_documents").stream()
                .filter(source::has)
                .sorted((a, b) -> Boolean.compare(isEntity(b), isEntity(a)))
                .toList();
    }

    public boolean isEntity(String table) {
        return groups.contains("source_entity_documents", table);
    }

    /** The entity type code that a table belongs to; empty when no group says so. */
    public String typeOf(String table) {
        return groups.group("eav_entities").stream()
                .filter(type -> groups.contains(type, table))
                .findFirst()
                .orElse("");
    }

    /** The entity table that a value table belongs to. */
    public String entityOf(String valueTable) {
        return groups.group(typeOf(valueTable)).stream()
                .filter(this::isEntity)
                .findFirst()
                .orElse("");
    }
}
