package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sets of attribute ids of the source, recomputed when attributes change. */
final class SourceAttributes {
    private static final String ATTRIBUTES = "eav_attribute";
    private static final String ENTITY_TYPES = "eav_entity_type";

    private SourceAttributes() {}

    private static LookedUp attribute(String... columns) {
        return LookedUp.by("attribute_id", ATTRIBUTES, "attribute_id", columns);
    }

    /** Ids of the attributes with this code, of any entity type. */
    static DerivedLookup<Set<String>> withCode(String code) {
        return DerivedLookup.of(
                attribute("attribute_code"), rows -> ids(rows, row -> code.equals(row.text("attribute_code"))));
    }

    /** Ids of the attributes of an entity type that pass the test, which looks at code and input only. */
    static DerivedLookup<Set<String>> ofType(String entityTypeCode, Predicate<Row> test) {
        LookedUp attribute = attribute("entity_type_id", "attribute_code", "frontend_input");
        LookedUp type = LookedUp.whole(ENTITY_TYPES, "entity_type_id", "entity_type_code");
        return new DerivedLookup<>(List.of(attribute, type), tables -> {
            String typeId = typeId(tables.get(1), entityTypeCode);
            return typeId == null
                    ? Set.of()
                    : ids(tables.get(0), row -> typeId.equals(row.text("entity_type_id")) && test.test(row));
        });
    }

    /** Ids of all user-defined attributes. */
    static DerivedLookup<Set<String>> userDefined() {
        return DerivedLookup.of(
                attribute("is_user_defined"), rows -> ids(rows, row -> "1".equals(row.text("is_user_defined"))));
    }

    /** The id of an entity type, as a one-element set; empty when there is none. */
    static DerivedLookup<Set<String>> typeId(String entityTypeCode) {
        return DerivedLookup.of(LookedUp.whole(ENTITY_TYPES, "entity_type_id", "entity_type_code"), rows -> {
            String id = typeId(rows, entityTypeCode);
            return id == null ? Set.of() : Set.of(id);
        });
    }

    private static @Nullable String typeId(List<Row> types, String code) {
        return types.stream()
                .filter(row -> code.equals(row.text("entity_type_code")))
                .map(row -> row.text("entity_type_id"))
                .findFirst()
                .orElse(null);
    }

    private static Set<String> ids(List<Row> rows, Predicate<Row> test) {
        var ids = new HashSet<String>();
        for (Row row : rows) {
            String id = row.text("attribute_id");
            if (id != null && test.test(row)) {
                ids.add(id);
            }
        }
        return ids;
    }
}
