package dev.gangway.bulkloader.customer;

import dev.gangway.bulkloader.step.SmallTables;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.schema.Side;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which attributes of customers and addresses become columns in Magento 2, by entity table. Immutable. */
final class MovedAttributes {

    /** An attribute that becomes the column named by its code. */
    record Attribute(String id, String code, String type, String backendType, String entityTable) {}

    private final List<Attribute> attributes;
    private final List<Missing> missing;

    /** An attribute that should become a column and that the source does not have. */
    record Missing(String code, String type) {}

    private MovedAttributes(List<Attribute> attributes, List<Missing> missing) {
        this.attributes = List.copyOf(attributes);
        this.missing = List.copyOf(missing);
    }

    static MovedAttributes read(StepContext context) throws SQLException {
        Groups wanted = context.rules().groups(OptionName.CUSTOMER_ATTRIBUTE_GROUPS_FILE);
        var tables = new SmallTables(context);
        Map<String, Map<String, Row>> byType = new HashMap<>();
        Map<String, String> typeCodes = new HashMap<>();
        for (Row type : tables.read(Side.SOURCE, "eav_entity_type")) {
            typeCodes.put(type.text("entity_type_id"), String.valueOf(type.text("entity_type_code")));
        }
        for (Row row : tables.read(Side.SOURCE, "eav_attribute")) {
            String type = typeCodes.getOrDefault(row.text("entity_type_id"), "");
            byType.computeIfAbsent(type, t -> new HashMap<>()).put(row.text("attribute_code"), row);
        }
        var found = new ArrayList<Attribute>();
        var missing = new ArrayList<Missing>();
        Groups decided = context.rules().groups(OptionName.EAV_ATTRIBUTE_GROUPS_FILE);
        for (String table : wanted.names()) {
            String type = CustomerTables.typeOf(context, table);
            for (String code : wanted.group(table)) {
                Row row = byType.getOrDefault(type, Map.of()).get(code);
                if (row == null && decided.types("ignore", code).contains(type)) {
                    continue;
                }
                if (row == null) {
                    missing.add(new Missing(code, type));
                } else {
                    found.add(new Attribute(
                            String.valueOf(row.text("attribute_id")),
                            code,
                            type,
                            String.valueOf(row.text("backend_type")),
                            table));
                }
            }
        }
        return new MovedAttributes(found, missing);
    }

    /** Attributes that the groups name and the source lacks, unless the attribute groups say that they may be missing. */
    List<Missing> missing() {
        return missing;
    }

    List<Attribute> all() {
        return attributes;
    }

    List<Attribute> of(String entityTable) {
        return attributes.stream()
                .filter(a -> a.entityTable().equals(entityTable))
                .toList();
    }

    Set<String> ids(String entityTable) {
        var ids = new HashSet<String>();
        of(entityTable).forEach(attribute -> ids.add(attribute.id()));
        return ids;
    }

    /** Id of the password attribute of customers, or an empty text. */
    String passwordId() {
        return attributes.stream()
                .filter(a -> a.code().equals("password_hash"))
                .map(Attribute::id)
                .findFirst()
                .orElse("");
    }
}
