package dev.gangway.core.plan.routes;

import java.util.List;

/** Columns of the shadows of small tables that several steps read: one shadow serves all of them. */
final class StructureShadows {
    static final List<String> ATTRIBUTE =
            List.of("attribute_code", "entity_type_id", "backend_type", "frontend_input", "source_model");
    static final List<String> TYPE = List.of("entity_type_code");
    static final List<String> STORE = List.of("website_id", "group_id", "code", "is_active");

    static final List<String> WEBSITE = List.of("code");
    static final List<String> SETTING = List.of("scope", "scope_id", "path", "value");
    /** A key is enough: which modules the shop has. */
    static final List<String> MODULE = List.of("code");

    private StructureShadows() {}
}
