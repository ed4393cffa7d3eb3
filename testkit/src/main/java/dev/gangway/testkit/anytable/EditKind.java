package dev.gangway.testkit.anytable;

import java.util.List;
import java.util.Map;

/** Edits beyond those of plain rows; a workload makes those that it is asked for, because not every stream carries them. */
public enum EditKind {
    /** Rows of attributes, their sets, groups and places. */
    STRUCTURE,
    /** Rows of the configuration. */
    SETTINGS,
    /** Rows of websites, store groups and stores. */
    STORES,
    /** Values that the last step of a load removes. */
    CLEANED_UP,
    /** Statements that empty a table at once. */
    TRUNCATE,
    /** Changes of structure that need no decision: indexes, comments, foreign tables. */
    DDL;

    private static final Map<EditKind, List<String>> TABLES = Map.of(
            STRUCTURE,
            List.of(
                    "eav_attribute",
                    "eav_attribute_group",
                    "eav_attribute_set",
                    "eav_entity_attribute",
                    "eav_entity_type",
                    "catalog_eav_attribute",
                    "customer_eav_attribute"),
            SETTINGS,
            List.of("core_config_data"),
            STORES,
            List.of("core_website", "core_store_group", "core_store"));

    /** The tables that only this kind of edit touches. */
    List<String> tables() {
        return TABLES.getOrDefault(this, List.of());
    }
}
