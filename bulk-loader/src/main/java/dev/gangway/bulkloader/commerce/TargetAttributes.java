package dev.gangway.bulkloader.commerce;

import dev.gangway.bulkloader.step.SmallTables;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds attributes of the target as it is now: the EAV step may have given them other ids than they had at first. */
final class TargetAttributes {

    /** An attribute's id and the id of its entity type. */
    record Attribute(String id, String typeId) {}

    private TargetAttributes() {}

    /** The attributes with these codes, of whatever entity type; of several with one code the last. Missing ones are left out. */
    static Map<String, Attribute> withCodes(StepContext context, Collection<String> codes) throws SQLException {
        var found = new LinkedHashMap<String, Attribute>();
        for (Row row : new SmallTables(context).read(Side.DESTINATION, "eav_attribute")) {
            String code = String.valueOf(row.text("attribute_code"));
            if (codes.contains(code)) {
                found.put(code, attribute(row));
            }
        }
        return found;
    }

    /** The attribute with this code of one entity type; empty map when there is none. */
    static Map<String, Attribute> ofType(StepContext context, String typeCode, String code) throws SQLException {
        String typeId = "";
        for (Row row : new SmallTables(context).read(Side.DESTINATION, "eav_entity_type")) {
            if (typeCode.equals(row.text("entity_type_code"))) {
                typeId = String.valueOf(row.text("entity_type_id"));
            }
        }
        var found = new LinkedHashMap<String, Attribute>();
        for (Row row : new SmallTables(context).read(Side.DESTINATION, "eav_attribute")) {
            if (code.equals(row.text("attribute_code")) && typeId.equals(row.text("entity_type_id"))) {
                found.put(code, attribute(row));
            }
        }
        return found;
    }

    private static Attribute attribute(Row row) {
        return new Attribute(String.valueOf(row.text("attribute_id")), String.valueOf(row.text("entity_type_id")));
    }
}
