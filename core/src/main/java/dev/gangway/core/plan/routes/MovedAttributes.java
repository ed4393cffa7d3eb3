package dev.gangway.core.plan.routes;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Groups;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which attributes of customers and addresses become columns in Magento 2, by entity table. Immutable. */
public final class MovedAttributes {

    /** An attribute that becomes the column named by its code. */
    public record Attribute(String id, String code, String type, String backendType, String entityTable) {}

    private final List<Attribute> attributes;
    private final List<Missing> missing;

    /** An attribute that should become a column and that the source does not have. */
    public record Missing(String code, String type) {}

    private MovedAttributes(List<Attribute> attributes, List<Missing> missing) {
        this.attributes = List.copyOf(attributes);
        this.missing = List.copyOf(missing);
    }

    /** The attributes as the source has them at the time of asking; {@code wanted} lists their codes by entity table. */
    public static DerivedLookup<MovedAttributes> lookup(CustomerTables tables, Groups wanted) {
        return new DerivedLookup<>(
                List.of(
                        LookedUp.whole("eav_entity_type", "entity_type_id", "entity_type_code"),
                        LookedUp.by(
                                "attribute_id", "eav_attribute", "attribute_id", "attribute_code", "entity_type_id")),
                rows -> of(tables, wanted, rows.get(0), rows.get(1)));
    }

    private static MovedAttributes of(CustomerTables tables, Groups wanted, List<Row> types, List<Row> attributes) {
        Map<String, String> typeCodes = new HashMap<>();
        types.forEach(
                type -> typeCodes.put(type.text("entity_type_id"), String.valueOf(type.text("entity_type_code"))));
        Map<String, Map<String, Row>> byType = new HashMap<>();
        for (Row row : attributes) {
            String type = typeCodes.getOrDefault(row.text("entity_type_id"), "");
            byType.computeIfAbsent(type, t -> new HashMap<>()).put(row.text("attribute_code"), row);
        }
        var found = new ArrayList<Attribute>();
        var missing = new ArrayList<Missing>();
        for (String table : wanted.names()) {
            String type = tables.typeOf(table);
            for (String code : wanted.group(table)) {
                Row row = byType.getOrDefault(type, Map.of()).get(code);
                if (row == null) {
                    missing.add(new Missing(code, type));
                } else {
                    String id = String.valueOf(row.text("attribute_id"));
                    found.add(new Attribute(id, code, type, String.valueOf(row.text("backend_type")), table));
                }
            }
        }
        return new MovedAttributes(found, missing);
    }

    /** Attributes that the groups name and the source lacks. */
    public List<Missing> missing() {
        return missing;
    }

    public List<Attribute> all() {
        return attributes;
    }

    public List<Attribute> of(String entityTable) {
        return attributes.stream()
                .filter(a -> a.entityTable().equals(entityTable))
                .toList();
    }

    /** Ids of the attributes that leave the value tables of an entity table. */
    public Set<String> ids(String entityTable) {
        var ids = new HashSet<String>();
        of(entityTable).forEach(attribute -> ids.add(attribute.id()));
        return ids;
    }

    /** Id of the password attribute of customers, or an empty text. */
    public String passwordId() {
        return attributes.stream()
                .filter(a -> a.code().equals("password_hash"))
                .map(Attribute::id)
                .findFirst()
                .orElse("");
    }
}
